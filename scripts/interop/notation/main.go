// Signs and verifies an image with the libraries of Notation, for notation.ts beside this folder.
package main

import (
	"context"
	"crypto/x509"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"time"

	"github.com/notaryproject/notation-go"
	"github.com/notaryproject/notation-go/dir"
	"github.com/notaryproject/notation-go/registry"
	"github.com/notaryproject/notation-go/signer"
	"github.com/notaryproject/notation-go/verifier"
	"github.com/notaryproject/notation-go/verifier/trustpolicy"
	"github.com/notaryproject/notation-go/verifier/truststore"
	"github.com/notaryproject/tspclient-go"
	"oras.land/oras-go/v2/registry/remote"
)

func main() {
	reference := flag.String("reference", "", "host/repository@digest, over plain HTTP")
	mediaType := flag.String("media-type", "application/jose+json", "of the envelope")
	key := flag.String("key", "", "file of the key, to sign")
	chain := flag.String("chain", "", "file of the certificates, leaf first")
	expiry := flag.Duration("expiry", 0, "until the signature expires")
	tsa := flag.String("tsa", "", "address of a time stamping authority")
	tsaRoot := flag.String("tsa-root", "", "file of its root")
	config := flag.String("config", "", "folder of the trust policy and stores, to verify")
	flag.Parse()
	if err := run(*reference, *mediaType, *key, *chain, *expiry, *tsa, *tsaRoot, *config); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(reference, mediaType, key, chain string, expiry time.Duration, tsa, tsaRoot, config string) error {
	ctx := context.Background()
	target, err := remote.NewRepository(reference)
	if err != nil {
		return err
	}
	target.PlainHTTP = true
	repository := registry.NewRepository(target)
	if config != "" {
		return verify(ctx, reference, repository, config)
	}
	notary, err := signer.NewFromFiles(key, chain)
	if err != nil {
		return err
	}
	options := notation.SignOptions{
		SignerSignOptions: notation.SignerSignOptions{SignatureMediaType: mediaType, ExpiryDuration: expiry},
		ArtifactReference: reference,
		UserMetadata:      map[string]string{"build": "7"},
	}
	if tsa != "" {
		pem, err := os.ReadFile(tsaRoot)
		if err != nil {
			return err
		}
		options.TSARootCAs = x509.NewCertPool()
		options.TSARootCAs.AppendCertsFromPEM(pem)
		if options.Timestamper, err = tspclient.NewHTTPTimestamper(nil, tsa); err != nil {
			return err
		}
	}
	_, err = notation.Sign(ctx, notary, repository, options)
	return err
}

func verify(ctx context.Context, reference string, repository registry.Repository, config string) error {
	dir.UserConfigDir = config
	text, err := os.ReadFile(config + "/trustpolicy.json")
	if err != nil {
		return err
	}
	var policy trustpolicy.Document
	if err := json.Unmarshal(text, &policy); err != nil {
		return err
	}
	judge, err := verifier.New(&policy, truststore.NewX509TrustStore(dir.ConfigFS()), nil)
	if err != nil {
		return err
	}
	_, _, err = notation.Verify(ctx, judge, repository, notation.VerifyOptions{ArtifactReference: reference, MaxSignatureAttempts: 10})
	return err
}

const __bundleUrl = require('node:url').pathToFileURL(__filename).href;
"use strict";

// src/inventory/worker.ts
var import_node_worker_threads = require("node:worker_threads");

// src/model/errors.ts
var GateError = class extends Error {
  /** Stable, upper snake case, listed in docs/errors.md. */
  code;
  hint;
  constructor(code, message, options = {}) {
    super(message, options.cause === void 0 ? void 0 : { cause: options.cause });
    this.name = new.target.name;
    this.code = code;
    this.hint = options.hint ?? null;
  }
};
var InputError = class extends GateError {
};
var SourceError = class extends GateError {
};
var EngineError = class extends GateError {
};
var VerificationError = class extends GateError {
};
var InternalError = class extends GateError {
};
function errorText(error) {
  return error instanceof Error ? error.message : String(error);
}
function toGateError(error) {
  if (error instanceof GateError) return error;
  return new InternalError("INTERNAL", errorText(error), {
    cause: error,
    hint: "This is a fault of Image Gate: please report it with the log."
  });
}

// src/image/verify.ts
var import_node_crypto = require("node:crypto");
function createVerifier(expected) {
  const { index, digest, diffId } = expected;
  const blobHash = digest === null ? null : (0, import_node_crypto.createHash)("sha256");
  const contentHash = diffId === null ? null : (0, import_node_crypto.createHash)("sha256");
  return {
    blob(bytes) {
      blobHash?.update(bytes);
    },
    content(bytes) {
      contentHash?.update(bytes);
    },
    finish() {
      if (blobHash !== null) compare(`layer ${index}`, digest, blobHash.digest("hex"));
      if (contentHash !== null) compare(`the uncompressed layer ${index}`, diffId, contentHash.digest("hex"));
    }
  };
}
function compare(what, expected, hex) {
  const actual = `sha256:${hex}`;
  if (actual !== expected) throw mismatch(what, expected ?? "", actual);
}
function mismatch(what, expected, actual) {
  return new VerificationError(
    "DIGEST_MISMATCH",
    `the bytes of ${what} are not the ones that were promised: expected ${expected}, got ${actual}`,
    {
      hint: "The image was changed or damaged on its way. Fetch or build it again; if it stays, do not use it."
    }
  );
}

// src/util/names.ts
var import_node_buffer = require("node:buffer");
var KEPT_BYTE = /([\udc80-\udcff])/u;
var KEPT = 56320;
var REPLACEMENT = "\uFFFD";
function decodeName(bytes, start, end) {
  const text2 = bytes instanceof Buffer ? bytes.toString("utf8", start, end) : viewOf(bytes, start, end).toString("utf8");
  return text2.includes(REPLACEMENT) ? decodeOdd(viewOf(bytes, start, end)) : text2;
}
function encodeName(name) {
  if (!KEPT_BYTE.test(name)) return Buffer.from(name, "utf8");
  const parts = name.split(KEPT_BYTE);
  return Buffer.concat(
    parts.map((part, at2) => at2 % 2 === 1 ? Buffer.from([part.charCodeAt(0) - KEPT]) : Buffer.from(part))
  );
}
function viewOf(bytes, start, end) {
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start);
}
function decodeOdd(bytes) {
  const parts = [];
  let from = 0;
  for (let at2 = 0; at2 < bytes.length; ) {
    const length = characterBytes(bytes, at2);
    if (length > 0) {
      at2 += length;
      continue;
    }
    parts.push(bytes.toString("utf8", from, at2), String.fromCharCode(KEPT + (bytes[at2] ?? 0)));
    at2++;
    from = at2;
  }
  return parts.join("") + bytes.toString("utf8", from);
}
function characterBytes(bytes, at2) {
  const lead = bytes[at2] ?? 0;
  if (lead < 128) return 1;
  const length = lead < 224 ? 2 : lead < 240 ? 3 : 4;
  return at2 + length <= bytes.length && (0, import_node_buffer.isUtf8)(bytes.subarray(at2, at2 + length)) ? length : 0;
}

// src/util/tar.ts
var TAR_BLOCK = 512;
var PREFIX = 345;
var TAR_TYPE = {
  file: 48,
  hardLink: 49,
  symlink: 50,
  characterDevice: 51,
  blockDevice: 52,
  directory: 53,
  fifo: 54,
  contiguous: 55,
  gnuLongLink: 75,
  gnuLongName: 76,
  gnuSparse: 83,
  paxGlobal: 103,
  pax: 120
};
function parseHeader(block, offset) {
  if (block.length - offset < TAR_BLOCK) throw invalid("the header is cut short");
  let sum = 0;
  for (let i = offset, end = offset + TAR_BLOCK; i < end; i += 8) {
    sum += at(block, i) + at(block, i + 1) + at(block, i + 2) + at(block, i + 3) + at(block, i + 4) + at(block, i + 5) + at(block, i + 6) + at(block, i + 7);
  }
  if (sum === 0) return null;
  checkSum(block, offset, sum);
  const flag = at(block, offset + 156);
  const type = flag === 0 ? oldType(block, offset) : flag;
  const size = number(block, offset + 124, 12, "size");
  return { type, size: hasBody(type) ? size : 0, mode: number(block, offset + 100, 8, "mode") };
}
function headerName(block, offset) {
  const name = text(block, offset, 100);
  const prefix = prefixBytes(block, offset);
  return prefix === 0 ? name : `${text(block, offset + PREFIX, prefix)}/${name}`;
}
function prefixBytes(block, offset) {
  if (at(block, offset + PREFIX) === 0 || !hasBytes(block, offset + 257, "ustar")) return 0;
  if (at(block, offset + 262) === 0) return hasBytes(block, offset + 508, "tar\0") ? 131 : 155;
  if (!hasBytes(block, offset + 262, "  \0")) return 0;
  const holdsTimes = isTime(block, offset + PREFIX) && isTime(block, offset + PREFIX + 12);
  return holdsTimes || !isAscii(block, offset + PREFIX, 155) ? 0 : 155;
}
function headerLink(block, offset) {
  return text(block, offset + 157, 100);
}
function paddedSize(size) {
  return Math.ceil(size / TAR_BLOCK) * TAR_BLOCK;
}
function gnuLongName(bytes) {
  return text(bytes, 0, bytes.length);
}
function parsePax(bytes) {
  const records = /* @__PURE__ */ new Map();
  let at2 = 0;
  while (at2 < bytes.length) {
    if (bytes[at2] === 0) break;
    const space = bytes.indexOf(32, at2);
    const length = space < 0 ? null : decimal(text(bytes, at2, space - at2));
    if (length === null) throw invalid("an extended header does not start with its length");
    const end = at2 + length;
    if (end > bytes.length || end <= space + 1 || bytes[end - 1] !== 10) {
      throw invalid("an extended header does not end where it says");
    }
    const equals = bytes.indexOf(61, space);
    if (equals <= space + 1 || equals >= end) throw invalid("an extended header has no key");
    const value = decodeName(bytes, equals + 1, end - 1);
    if (value.includes("\0")) throw invalid("an extended header holds a NUL");
    records.set(decodeName(bytes, space + 1, equals), value);
    at2 = end;
  }
  return records;
}
function paxSize(records) {
  const value = records.get("size");
  if (value === void 0 || value === "") return null;
  const size = decimal(value);
  if (size === null) throw invalid("an extended header has a bad size");
  return size;
}
var DECIMAL = /^[0-9]{1,16}$/u;
function decimal(digits) {
  const value = DECIMAL.test(digits) ? Number(digits) : Number.NaN;
  return Number.isSafeInteger(value) ? value : null;
}
function checkSum(block, offset, sum) {
  const stored = number(block, offset + 148, 8, "checksum");
  let unsigned = sum + 8 * 32;
  for (let i = offset + 148; i < offset + 156; i++) unsigned -= at(block, i);
  if (stored === unsigned) return;
  let signed = unsigned;
  for (let i = offset; i < offset + TAR_BLOCK; i++) {
    const inSum = i >= offset + 148 && i < offset + 156;
    if (!inSum && at(block, i) > 127) signed -= 256;
  }
  if (stored !== signed) throw invalid("the checksum of a header does not match");
}
function number(block, start, length, field) {
  const first = at(block, start);
  if (first >= 128) return base256(block, start, length, field);
  let i = start;
  const end = start + length;
  while (i < end && isBlank(at(block, i))) i++;
  let value = 0;
  for (; i < end; i++) {
    const digit = at(block, i) - 48;
    if (digit < 0 || digit > 7) break;
    value = value * 8 + digit;
  }
  while (i < end && isBlank(at(block, i))) i++;
  if (i < end) throw invalid(`the ${field} of a header is not a number`);
  return value;
}
function base256(block, start, length, field) {
  let value = at(block, start) & 127;
  for (let i = start + 1; i < start + length; i++) {
    value = value * 256 + at(block, i);
    if (!Number.isSafeInteger(value)) throw invalid(`the ${field} of a header is negative or too large`);
  }
  return value;
}
function isBlank(byte) {
  return byte === 0 || byte === 32;
}
function isTime(block, start) {
  if (at(block, start) === 0 || at(block, start) >= 128) return true;
  let i = start;
  const end = start + 12;
  while (i < end && isBlank(at(block, i))) i++;
  while (i < end && at(block, i) >= 48 && at(block, i) <= 55) i++;
  if (i < end && at(block, i) === 0) return true;
  while (i < end && isBlank(at(block, i))) i++;
  return i === end;
}
function isAscii(block, start, length) {
  for (let i = start; i < start + length && at(block, i) !== 0; i++) if (at(block, i) > 127) return false;
  return true;
}
function hasBytes(block, start, text2) {
  for (let i = 0; i < text2.length; i++) if (at(block, start + i) !== text2.charCodeAt(i)) return false;
  return true;
}
function oldType(block, offset) {
  return headerName(block, offset).endsWith("/") ? TAR_TYPE.directory : TAR_TYPE.file;
}
function hasBody(type) {
  return type < TAR_TYPE.hardLink || type > TAR_TYPE.fifo;
}
function text(bytes, start, length) {
  let end = start;
  const limit = start + length;
  while (end < limit && at(bytes, end) !== 0) end++;
  return decodeName(bytes, start, end);
}
function at(bytes, index) {
  return bytes[index] ?? 0;
}
function invalid(what) {
  return new SourceError("TAR_INVALID", `not a sound tar: ${what}`, {
    hint: "Make the image or archive again; a transfer may have cut or changed it."
  });
}

// src/util/chunks.ts
function createChunker(sink) {
  const rest = Buffer.alloc(TAR_BLOCK);
  let held = 0;
  return {
    push(bytes) {
      let start = 0;
      if (held > 0) {
        start = Math.min(TAR_BLOCK - held, bytes.length);
        rest.set(bytes.subarray(0, start), held);
        held += start;
        if (held < TAR_BLOCK) return;
        sink(rest);
        held = 0;
      }
      const whole = bytes.length - start - (bytes.length - start) % TAR_BLOCK;
      if (whole > 0) sink(bytes.subarray(start, start + whole));
      if (start + whole === bytes.length) return;
      rest.set(bytes.subarray(start + whole));
      held = bytes.length - start - whole;
    },
    end() {
      if (held > 0) sink(rest.subarray(0, held));
      held = 0;
    }
  };
}

// src/util/compression.ts
var SNIFF_BYTES = 6;
function sniffCompression(start) {
  if (startsWith(start, [31, 139])) return "gzip";
  if (startsWith(start, [40, 181, 47, 253]) || isSkippableFrame(start)) return "zstd";
  if (startsWith(start, [253, 55, 122, 88, 90, 0])) throw unsupported("xz");
  if (startsWith(start, [66, 90, 104])) throw unsupported("bzip2");
  return "none";
}
function inflateFailed(compression, what) {
  return new SourceError("INFLATE_FAILED", `the ${compression} data is damaged: ${what}`, {
    hint: "Fetch or build the image again; a transfer may have cut or changed it."
  });
}
function checkPadding(kind, rest) {
  if (rest.some((byte) => byte !== 0))
    throw inflateFailed(kind, "something that is not compressed follows it");
}
function isSkippableFrame(start) {
  return ((start[0] ?? 0) & 240) === 80 && startsWith(start.subarray(1), [42, 77, 24]);
}
function startsWith(bytes, magic) {
  return bytes.length >= magic.length && magic.every((byte, i) => bytes[i] === byte);
}
function unsupported(what) {
  return new SourceError(
    "COMPRESSION_UNSUPPORTED",
    `the data is compressed with ${what}, which is not read`,
    {
      hint: "Build or convert the image with gzip or zstd layers."
    }
  );
}

// src/util/inflate-handle.ts
var import_node_zlib = require("node:zlib");
var INFLATE_CHUNK = 256 * 1024;
var FLUSH = {
  gzip: { none: import_node_zlib.constants.Z_NO_FLUSH, end: import_node_zlib.constants.Z_FINISH },
  zstd: { none: import_node_zlib.constants.ZSTD_e_continue, end: import_node_zlib.constants.ZSTD_e_end }
};
var NOTHING = new Uint8Array(0);
var works = /* @__PURE__ */ new Map();
function createHandleInflater(kind, sink) {
  const isGood = works.get(kind) ?? tryOut(kind);
  works.set(kind, isGood);
  return isGood ? openInflater(kind, sink) : null;
}
function openInflater(kind, sink) {
  const opened = open(kind);
  if (opened === null) return null;
  const { handle, state } = opened;
  const output = Buffer.allocUnsafeSlow(INFLATE_CHUNK);
  let filled = 0;
  let failure = null;
  let isPadding = false;
  Object.assign(handle, {
    onerror(message) {
      failure = message;
    }
  });
  function write(flush, input, start) {
    handle.writeSync(flush, input, start, input.length - start, output, filled, INFLATE_CHUNK - filled);
    if (failure !== null) {
      handle.close();
      throw inflateFailed(kind, failure);
    }
    filled = INFLATE_CHUNK - (state[0] ?? 0);
    return state[1] ?? 0;
  }
  function inflate(flush, input) {
    let start = 0;
    for (; ; ) {
      const before = filled;
      const left = write(flush, input, start);
      const isStuck = filled === before && input.length - left === start;
      start = input.length - left;
      if (filled === INFLATE_CHUNK) {
        sink(output);
        filled = 0;
        continue;
      }
      if (left === 0) return;
      if (isStuck) {
        isPadding = true;
        checkPadding(kind, input.subarray(start));
        return;
      }
    }
  }
  return {
    push(bytes) {
      if (isPadding) checkPadding(kind, bytes);
      else inflate(FLUSH[kind].none, bytes);
      return void 0;
    },
    end() {
      if (!isPadding) inflate(FLUSH[kind].end, NOTHING);
      if (filled > 0) sink(output.subarray(0, filled));
      filled = 0;
      handle.close();
      return void 0;
    }
  };
}
function open(kind) {
  const stream = kind === "gzip" ? (0, import_node_zlib.createGunzip)() : (0, import_node_zlib.createZstdDecompress)();
  if (typeof stream !== "object" || stream === null) return null;
  const handle = "_handle" in stream ? stream._handle : null;
  const state = "_writeState" in stream ? stream._writeState : null;
  return isHandle(handle) && state instanceof Uint32Array ? { handle, state } : null;
}
function isHandle(value) {
  if (typeof value !== "object" || value === null) return false;
  return "writeSync" in value && typeof value.writeSync === "function" && "close" in value;
}
function tryOut(kind) {
  const text2 = Buffer.from("image gate ".repeat(50));
  const packed = kind === "gzip" ? (0, import_node_zlib.gzipSync)(text2) : (0, import_node_zlib.zstdCompressSync)(text2);
  return inflates(kind, Buffer.concat([packed, packed]), text2.length * 2) && !inflates(kind, packed.subarray(0, -2), 0);
}
function inflates(kind, packed, expected) {
  let size = 0;
  try {
    const inflater = openInflater(kind, (bytes) => {
      size += bytes.length;
    });
    void inflater?.push(packed);
    void inflater?.end();
    return inflater !== null && size === expected;
  } catch {
    return false;
  }
}

// src/util/inflate-stream.ts
var import_node_zlib2 = require("node:zlib");
function createStreamInflater(kind, sink) {
  const chunker = createChunker(sink);
  let part = openPart(kind, chunker.push);
  let isPadding = false;
  return {
    async push(bytes) {
      let rest = Buffer.from(bytes);
      while (rest.length > 0) {
        if (isPadding) {
          checkPadding(kind, rest);
          return;
        }
        part ??= openPart(kind, chunker.push);
        const used = await part.write(rest);
        if (used === null) return;
        part = null;
        isPadding = kind === "gzip";
        rest = rest.subarray(used);
      }
    },
    async end() {
      await part?.end();
      chunker.end();
    }
  };
}
function openPart(kind, push) {
  const options = { chunkSize: INFLATE_CHUNK };
  const stream = kind === "gzip" ? (0, import_node_zlib2.createGunzip)(options) : (0, import_node_zlib2.createZstdDecompress)(options);
  const { promise: ended, resolve, reject } = Promise.withResolvers();
  stream.on("data", (bytes) => {
    try {
      push(bytes);
    } catch (error) {
      reject(error);
      stream.destroy();
    }
  });
  stream.once("end", resolve);
  stream.on("error", (error) => {
    reject(inflateFailed(kind, error.message));
  });
  ended.catch(() => {
  });
  return {
    async write(bytes) {
      const before = stream.bytesWritten;
      const taken = new Promise((next) => {
        stream.write(bytes, () => {
          next(true);
        });
      });
      const isTaken = await Promise.race([ended.then(() => false), taken]);
      if (stream.destroyed) await ended;
      const used = stream.bytesWritten - before;
      return isTaken && used === bytes.length ? null : used;
    },
    async end() {
      stream.end();
      await ended;
    }
  };
}

// src/util/inflate.ts
function createInflater(compression, sink, options = {}) {
  const fast = options.portable === true ? null : createHandleInflater(compression, sink);
  return fast ?? createStreamInflater(compression, sink);
}

// src/inventory/layer/tar-walk.ts
var FIRST_SCRATCH = 64 * 1024;
var SPARSE_FLAG = 482;
var SPARSE_BLOCK_FLAG = 504;
var SPARSE_KEYS = ["GNU.sparse.major", "GNU.sparse.size", "GNU.sparse.map", "GNU.sparse.offset"];
function createTarWalk(visitor, limits) {
  let count = 0;
  let zeroBlocks = 0;
  let skip = 0;
  let wanted = 0;
  let held = 0;
  let scratch = Buffer.allocUnsafeSlow(FIRST_SCRATCH);
  let special = null;
  let inSparseMap = false;
  let pax = null;
  const entry = {
    type: 0,
    size: 0,
    mode: 0,
    block: scratch,
    offset: 0,
    longName: null,
    longLink: null,
    isSparse: false
  };
  function hold(bytes) {
    if (held + bytes.length > scratch.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(scratch.length * 2, held + bytes.length));
      scratch.copy(larger, 0, 0, held);
      scratch = larger;
    }
    scratch.set(bytes, held);
    held += bytes.length;
  }
  function finishBody(bytes) {
    if (special === null) visitor.body(bytes);
    else if (special === "pax") pax = parsePax(bytes);
    else if (special === "name") entry.longName = gnuLongName(bytes);
    else entry.longLink = gnuLongName(bytes);
    special = null;
    wanted = 0;
    held = 0;
  }
  function body(bytes, from) {
    const to = Math.min(bytes.length, from + skip);
    if (wanted > 0) {
      const end = Math.min(to, from + wanted - held);
      if (held === 0 && end - from === wanted) finishBody(bytes.subarray(from, end));
      else {
        hold(bytes.subarray(from, end));
        if (held === wanted) finishBody(scratch.subarray(0, held));
      }
    }
    skip -= to - from;
    return to;
  }
  function startSpecial(kind, size) {
    if (size > limits.paxBytes) throw tooLong(size, limits.paxBytes);
    special = kind;
    skip = paddedSize(size);
    wanted = size;
    if (size === 0) finishBody(new Uint8Array(0));
  }
  function startGlobal(size) {
    skip = paddedSize(size);
    entry.longName = null;
    entry.longLink = null;
    pax = null;
  }
  function startEntry(block, offset, header2) {
    count++;
    if (count > limits.entries) throw tooMany(limits.entries);
    entry.type = header2.type;
    entry.mode = header2.mode;
    entry.block = block;
    entry.offset = offset;
    entry.isSparse = header2.type === TAR_TYPE.gnuSparse;
    entry.size = header2.size;
    if (pax !== null) applyPax(entry, pax);
    if (block[offset + 156] === 0 && entry.longName !== null) {
      throw invalid2("a long name belongs to an entry of the oldest form, which has none");
    }
    skip = paddedSize(entry.size);
    wanted = Math.min(visitor.entry(entry), entry.size);
    inSparseMap = header2.type === TAR_TYPE.gnuSparse && block[offset + SPARSE_FLAG] !== 0;
    entry.longName = null;
    entry.longLink = null;
    pax = null;
  }
  function header(block, offset) {
    const parsed = parseHeader(block, offset);
    if (parsed === null) {
      zeroBlocks++;
      return;
    }
    if (zeroBlocks > 0) throw invalid2("a block of zeros is followed by more entries");
    if (parsed.type === TAR_TYPE.pax) startSpecial("pax", parsed.size);
    else if (parsed.type === TAR_TYPE.gnuLongName) startSpecial("name", parsed.size);
    else if (parsed.type === TAR_TYPE.gnuLongLink) startSpecial("link", parsed.size);
    else if (parsed.type === TAR_TYPE.paxGlobal) startGlobal(parsed.size);
    else startEntry(block, offset, parsed);
  }
  return {
    push(bytes) {
      let at2 = 0;
      while (at2 < bytes.length && zeroBlocks < 2) {
        if (inSparseMap) {
          inSparseMap = bytes[at2 + SPARSE_BLOCK_FLAG] !== 0;
          at2 += TAR_BLOCK;
        } else if (skip > 0) {
          at2 = body(bytes, at2);
        } else {
          header(bytes, at2);
          at2 += TAR_BLOCK;
        }
      }
    },
    end() {
      if (skip > 0 || inSparseMap) throw truncated("an entry is cut short");
      if (pax !== null || entry.longName !== null || entry.longLink !== null) {
        throw truncated("a long name has no entry");
      }
    },
    entries: () => count
  };
}
function applyPax(entry, records) {
  if (hasBody(entry.type)) entry.size = paxSize(records) ?? entry.size;
  entry.longName ??= given(records.get("path"));
  entry.longLink ??= given(records.get("linkpath"));
  if (isSparseFile(records)) entry.longName = given(records.get("GNU.sparse.name")) ?? entry.longName;
  entry.isSparse ||= SPARSE_KEYS.some((key2) => records.has(key2));
}
function isSparseFile(records) {
  const major = given(records.get("GNU.sparse.major"));
  const minor = given(records.get("GNU.sparse.minor"));
  if (major === null && minor === null) return given(records.get("GNU.sparse.map")) !== null;
  return major === "0" && (minor === "0" || minor === "1") || major === "1" && minor === "0";
}
function given(value) {
  return value === void 0 || value === "" ? null : value;
}
var HINT = "Make the image again; if a tool made this on purpose, do not use the image.";
function invalid2(what) {
  return new SourceError("TAR_INVALID", `not a sound tar: ${what}`, { hint: HINT });
}
function truncated(what) {
  return new SourceError("TAR_TRUNCATED", `the tar ends too early: ${what}`, {
    hint: "Fetch or build the image again; a transfer may have cut it."
  });
}
function tooLong(size, limit) {
  return new SourceError(
    "TAR_NAME_TOO_LONG",
    `a long name in the tar has ${size} bytes, the limit is ${limit}`,
    {
      hint: HINT
    }
  );
}
function tooMany(limit) {
  return new SourceError("TAR_TOO_MANY_ENTRIES", `the tar has more than ${limit} entries`, { hint: HINT });
}

// src/util/limits.ts
var KiB = 1024;
var MiB = 1024 * KiB;
var GiB = 1024 * MiB;
var LIMITS = {
  manifestBytes: {
    value: 4 * MiB,
    unit: "bytes",
    why: "image manifests and indexes; registries refuse larger ones"
  },
  configBytes: { value: 8 * MiB, unit: "bytes", why: "image configuration with its history" },
  errorBodyBytes: {
    value: 64 * KiB,
    unit: "bytes",
    why: "the body of an HTTP error is read for its message only"
  },
  layerBytes: { value: 100 * GiB, unit: "bytes", why: "inflated bytes of one layer" },
  imageBytes: { value: 200 * GiB, unit: "bytes", why: "inflated bytes of all layers" },
  inflateRatio: {
    value: 200,
    unit: "times",
    why: "a compressed layer that inflates to more, past the first GiB, is a bomb"
  },
  layers: { value: 1e3, unit: "layers", why: "container runtimes stop at 127; some builders go further" },
  entries: { value: 5e6, unit: "entries", why: "tar entries of one layer" },
  pathBytes: { value: 64 * KiB, unit: "bytes", why: "one path in a tar; Linux stops at 4 KiB" },
  inflateRatioFrom: {
    value: 1 * GiB,
    unit: "bytes",
    why: "the inflate ratio is not looked at before this much has come out: small zeros compress well"
  },
  records: { value: 5e5, unit: "files", why: "package files of one layer; they are kept until the end" },
  links: {
    value: 1e6,
    unit: "links",
    why: "links and whiteouts of one layer; they are kept until the end"
  },
  packageFileBytes: {
    value: 4 * MiB,
    unit: "bytes",
    why: "the manifest of one package, such as package.json"
  },
  packageDatabaseBytes: {
    value: 64 * MiB,
    unit: "bytes",
    why: "the database of a package manager; a full desktop has some 10 MiB"
  },
  notableFileBytes: {
    value: 1 * MiB,
    unit: "bytes",
    why: "small files that checks read, such as etc/passwd"
  },
  paxBytes: { value: 1 * MiB, unit: "bytes", why: "one PAX or GNU long-name record" },
  archiveEntries: {
    value: 2e4,
    unit: "entries",
    why: "files in a saved image, without what is inside its layers"
  },
  archiveJsonBytes: { value: 4 * MiB, unit: "bytes", why: "manifest.json and index.json of a saved image" },
  buildLineBytes: {
    value: 16 * MiB,
    unit: "bytes",
    why: "one message of a build or pull of the Docker daemon"
  },
  buildTailLines: { value: 30, unit: "lines", why: "last lines of a failed build shown in its error" },
  linkDepth: { value: 40, unit: "links", why: "symbolic links followed for one path; Linux stops at 40" },
  indexDepth: { value: 4, unit: "levels", why: "image indexes inside image indexes" },
  redirects: { value: 5, unit: "redirects", why: "HTTP redirects followed for one request" },
  httpHeadersMs: {
    value: 6e4,
    unit: "milliseconds",
    why: "until the headers of an HTTP answer are there"
  },
  httpIdleMs: { value: 6e4, unit: "milliseconds", why: "silence in the body of an HTTP answer" },
  httpTries: { value: 5, unit: "tries", why: "of one HTTP request, the first one counted" },
  retryWaitMs: {
    value: 6e4,
    unit: "milliseconds",
    why: "one wait before another try, whatever Retry-After asks for"
  },
  blobResumes: {
    value: 100,
    unit: "resumes",
    why: "of one blob; a server that hands out a few bytes at a time must not hold the gate for ever"
  },
  tokenBytes: { value: 1 * MiB, unit: "bytes", why: "the answer of a token service" },
  dockerConfigBytes: { value: 4 * MiB, unit: "bytes", why: "Docker's config.json" },
  credentialHelperBytes: { value: 1 * MiB, unit: "bytes", why: "the answer of a credential helper" },
  credentialHelperMs: { value: 6e4, unit: "milliseconds", why: "a credential helper may ask its cloud" },
  advisoryAnswerBytes: {
    value: 64 * MiB,
    unit: "bytes",
    why: "one answer of an advisory host; the OSV API stops at 32 MiB"
  },
  advisoryRecordBytes: {
    value: 16 * MiB,
    unit: "bytes",
    why: "one advisory; the largest list every version of a kernel"
  },
  advisoryRecords: { value: 5e6, unit: "records", why: "files in one archive of advisories" },
  advisoryDirectoryBytes: {
    value: 1 * GiB,
    unit: "bytes",
    why: "the list of files of one archive of advisories"
  },
  advisoryInflatedBytes: {
    value: 64 * GiB,
    unit: "bytes",
    why: "inflated bytes of one archive of advisories"
  },
  advisoryBatch: { value: 1e3, unit: "queries", why: "the OSV API refuses more in one call" },
  advisoryPages: {
    value: 100,
    unit: "pages",
    why: "answers to one query; the OSV API gives 1,000 ids a page"
  },
  advisoryIds: {
    value: 2e5,
    unit: "records",
    why: "different advisories fetched for one image; a real one has a few thousand"
  },
  lintFiles: {
    value: 2e4,
    unit: "files",
    why: "Dockerfiles linted in one run; a wrong pattern finds more"
  },
  lintFixRounds: {
    value: 20,
    unit: "rounds",
    why: "fixes of fixes; a file that is not done then is left as it is"
  },
  patchCells: { value: 4e6, unit: "cells", why: "lines times lines compared for one patch" },
  engineMs: { value: 6e4, unit: "milliseconds", why: "one answer of a program such as ShellCheck" },
  engineBytes: { value: 16 * MiB, unit: "bytes", why: "one answer of a program such as ShellCheck" },
  dockerfileBytes: { value: 1 * MiB, unit: "bytes", why: "one Dockerfile" },
  dockerfileProblems: {
    value: 100,
    unit: "problems",
    why: "syntax problems reported for one Dockerfile; a file with more is not a Dockerfile"
  },
  shellBytes: { value: 256 * KiB, unit: "characters", why: "one RUN script that is parsed" },
  shellDepth: { value: 8, unit: "levels", why: 'scripts inside scripts (`sh -c "sh -c \u2026"`)' },
  shellSubstitutions: {
    value: 2 * MiB,
    unit: "characters",
    why: "all `$(\u2026)` of one RUN script; one inside another counts again"
  },
  shellCommands: { value: 5e4, unit: "commands", why: "commands of one RUN script" },
  variableDepth: { value: 64, unit: "levels", why: "variables inside the default of a variable" },
  variableLength: {
    value: 64 * KiB,
    unit: "characters",
    why: "one Dockerfile word with its variables filled in; doubling a value in each line is a bomb"
  },
  variableTotal: { value: 16 * MiB, unit: "characters", why: "all ARG and ENV values of one Dockerfile" },
  variablePattern: {
    value: 4e6,
    unit: "steps",
    why: "a pattern in a variable (`${V%p}`): length of the value times length of the pattern"
  },
  configFileBytes: { value: 1 * MiB, unit: "bytes", why: ".image-gate.yaml, and .hadolint.yaml" },
  contextEntries: {
    value: 5e5,
    unit: "entries",
    why: "files and folders of a build context that are looked at for secrets"
  },
  contextDepth: { value: 64, unit: "levels", why: "folders inside folders of a build context" },
  contextFileBytes: {
    value: 256 * KiB,
    unit: "bytes",
    why: "a file of a build context that may hold a secret; keys and settings are smaller"
  },
  sarifResults: {
    value: 5e3,
    unit: "results",
    why: "code scanning shows no more of one upload; the worst are kept, and the cut is said"
  },
  sarifGzipBytes: {
    value: 1e7,
    unit: "bytes",
    why: "code scanning refuses a larger compressed upload"
  },
  sarifText: { value: 1024, unit: "characters", why: "code scanning cuts longer rule descriptions" },
  sarifRuleName: { value: 255, unit: "characters", why: "code scanning cuts longer rule names" },
  sarifTags: { value: 10, unit: "tags", why: "code scanning keeps no more tags of one rule" },
  sarifHelpRows: { value: 50, unit: "rows", why: "packages or addresses listed in the help of one rule" },
  summaryBytes: { value: 1024 * KiB, unit: "bytes", why: "GitHub refuses a larger job summary of one step" },
  outputBytes: { value: 1e6, unit: "bytes", why: "GitHub refuses larger outputs of one action" },
  annotations: { value: 10, unit: "annotations", why: "GitHub shows no more errors of one step" },
  apiAnswerBytes: { value: 1 * MiB, unit: "bytes", why: "an answer of GitHub's API to an upload" },
  eventBytes: { value: 32 * MiB, unit: "bytes", why: "the file with the event that started the workflow" }
};

// src/inventory/cataloguers/text.ts
var WORDS_MAX = 1e3;
var VERSION = /^[\x21-\x7e]{1,256}$/u;
function statedVersion(text2) {
  return text2 !== void 0 && VERSION.test(text2) ? text2 : null;
}
function statedWords(text2) {
  const words = text2?.trim().replace(/\s+/gu, " ") ?? "";
  return words === "" ? null : words.slice(0, WORDS_MAX);
}
function quoted(text2) {
  return JSON.stringify((text2 ?? "").slice(0, 80));
}

// src/inventory/cataloguers/apk/apk.ts
var DATABASES = ["lib/apk/db/installed", "usr/lib/apk/db/installed"];
var NAME = /^[a-zA-Z0-9_.][a-zA-Z0-9+_.-]{0,255}$/u;
var ARCHITECTURE = /^[a-z0-9_-]{1,64}$/u;
var LINE = /^[A-Za-z]:/u;
var OWNABLE_NAME = /^(?:package\.json|METADATA|PKG-INFO|installed\.json)$|\.(?:egg-info|jar|war|gemspec|deps\.json|egg)$/u;
var APK = {
  id: "apk",
  ecosystem: "apk",
  sees: "Packages in `lib/apk/db/installed` or `usr/lib/apk/db/installed`.",
  doesNotSee: "Packages whose entry was removed from the database.",
  names: { bases: ["installed"] },
  wants: (path) => DATABASES.includes(path),
  maxBytes: LIMITS.packageDatabaseBytes.value,
  read: readInstalled,
  wellKnown: DATABASES,
  behindLinks: [""],
  linkedFolders: null
};
function readInstalled(content) {
  const packages = [];
  const owned = [];
  const unknowns = [];
  let fields = /* @__PURE__ */ new Map();
  let folder = "";
  let file = null;
  let badLines = 0;
  let repeated = 0;
  function endPackage() {
    if (fields.size > 0) {
      const read = readPackage(fields);
      if (typeof read === "string") unknowns.push(read);
      else packages.push(read);
    }
    fields = /* @__PURE__ */ new Map();
    folder = "";
    file = null;
  }
  for (const line of content.toString("utf8").split("\n")) {
    if (line === "") {
      endPackage();
      continue;
    }
    if (!LINE.test(line)) {
      badLines++;
      continue;
    }
    const key2 = line.slice(0, 1);
    const value = line.slice(2);
    if (key2 === "F") folder = value;
    else if (key2 === "R") file = OWNABLE_NAME.test(value) ? join(folder, value) : null;
    else if (key2 === "Z" && file !== null) owned.push(...ownedFile(file, value));
    else if (!fields.has(key2)) fields.set(key2, value);
    else if (key2 === "P" || key2 === "V") repeated++;
  }
  endPackage();
  if (badLines > 0) unknowns.push(`${badLines} lines of the package database are not a letter and a value`);
  if (repeated > 0) {
    unknowns.push(`${repeated} names or versions come twice in one entry: an empty line is missing`);
  }
  return { packages, owned, unknowns };
}
function readPackage(fields) {
  const name = fields.get("P");
  if (name === void 0 || !NAME.test(name)) return `a package has no usable name: ${quoted(name)}`;
  const version = statedVersion(fields.get("V"));
  if (version === null) return `package ${name} has no usable version: ${quoted(fields.get("V"))}`;
  const origin = fields.get("o") ?? name;
  if (!NAME.test(origin)) return `package ${name} has no usable origin: ${quoted(origin)}`;
  const architecture = fields.get("A") ?? "";
  return {
    type: "apk",
    name,
    version,
    architecture: ARCHITECTURE.test(architecture) ? architecture : null,
    source: { name: origin, version },
    licence: statedWords(fields.get("L"))
  };
}
function ownedFile(path, digest) {
  if (!digest.startsWith("Q1")) return [];
  return [{ path, hash: { algorithm: "sha1", hex: Buffer.from(digest.slice(2), "base64").toString("hex") } }];
}
function join(folder, name) {
  return folder === "" ? name : `${folder}/${name}`;
}

// src/inventory/cataloguer.ts
var NOTHING_READ = { packages: [], owned: [], unknowns: [] };

// src/inventory/cataloguers/stanzas.ts
function readStanzas(text2, wanted) {
  const stanzas = [];
  let current = /* @__PURE__ */ new Map();
  let hasLines = false;
  let badLines = 0;
  let repeated = 0;
  for (const line of text2.split("\n")) {
    const trimmed = line.endsWith("\r") ? line.slice(0, -1) : line;
    if (trimmed.trim() === "") {
      if (hasLines) stanzas.push(current);
      current = /* @__PURE__ */ new Map();
      hasLines = false;
      continue;
    }
    hasLines = true;
    if (trimmed.startsWith(" ") || trimmed.startsWith("	")) continue;
    const colon = trimmed.indexOf(":");
    if (colon <= 0) {
      badLines++;
      continue;
    }
    const name = trimmed.slice(0, colon).toLowerCase();
    if (!wanted.has(name)) continue;
    if (current.has(name)) repeated++;
    else current.set(name, trimmed.slice(colon + 1).trim());
  }
  if (hasLines) stanzas.push(current);
  return { stanzas, badLines, repeated };
}

// src/inventory/cataloguers/ownable.ts
var OWNABLE = [
  "/package.json",
  ".dist-info/METADATA",
  ".egg-info/PKG-INFO",
  ".egg-info",
  ".jar",
  ".war",
  ".gemspec",
  "/installed.json",
  ".deps.json",
  ".egg"
];
function ownableLines(content) {
  const lines = [];
  for (const end of OWNABLE) {
    const needle = `${end}
`;
    let at2 = content.indexOf(needle, 0, "latin1");
    while (at2 >= 0) {
      const start = at2 === 0 ? 0 : content.lastIndexOf(10, at2 - 1) + 1;
      lines.push(content.toString("utf8", start, at2 + end.length));
      at2 = content.indexOf(needle, at2 + needle.length, "latin1");
    }
  }
  return lines;
}

// src/inventory/cataloguers/dpkg/md5sums.ts
var FIRST_LINE = /^[0-9a-f]{32} [ *]/u;
var LINE2 = /^([0-9a-f]{32}) [ *](.+)$/u;
function readMd5sums(content) {
  if (!FIRST_LINE.test(content.toString("latin1", 0, 34))) return null;
  const owned = [];
  for (const line of ownableLines(content)) {
    const match = LINE2.exec(line);
    if (match?.[1] === void 0 || match[2] === void 0) continue;
    owned.push({ path: match[2].replace(/^\.?\//u, ""), hash: { algorithm: "md5", hex: match[1] } });
  }
  return owned;
}

// src/inventory/cataloguers/dpkg/dpkg.ts
var STATUS = "var/lib/dpkg/status";
var STATUS_FOLDER = "var/lib/dpkg/status.d/";
var INFO_FOLDER = "var/lib/dpkg/info/";
var MD5SUMS = ".md5sums";
var PACKAGE_LINE = "\nPackage:";
var FIELDS = /* @__PURE__ */ new Set(["package", "status", "version", "architecture", "source"]);
var NAME2 = /^[a-zA-Z0-9][a-zA-Z0-9+.-]{0,255}$/u;
var ARCHITECTURE2 = /^[a-z0-9-]{1,64}$/u;
var SOURCE = /^([a-zA-Z0-9][a-zA-Z0-9+.-]{0,255})(?: \(([\x21-\x27\x2a-\x7e]{1,256})\))?$/u;
var PRESENT = /* @__PURE__ */ new Set([
  "installed",
  "half-installed",
  "unpacked",
  "half-configured",
  "triggers-awaited",
  "triggers-pending"
]);
var ABSENT = /* @__PURE__ */ new Set(["not-installed", "config-files"]);
var DPKG = {
  id: "dpkg",
  ecosystem: "deb",
  sees: "Packages in `var/lib/dpkg/status` and `var/lib/dpkg/status.d/`, in every state in which their files are there.",
  doesNotSee: "Packages whose entry was removed from the database; licences, which dpkg does not record.",
  names: { bases: ["status"], suffixes: [MD5SUMS], folders: ["status.d"] },
  wants(path) {
    if (path === STATUS) return true;
    if (isIn(path, STATUS_FOLDER)) return true;
    return isIn(path, INFO_FOLDER) && path.endsWith(MD5SUMS);
  },
  maxBytes: LIMITS.packageDatabaseBytes.value,
  read: readDpkg,
  wellKnown: [STATUS, STATUS_FOLDER, INFO_FOLDER],
  behindLinks: [""],
  linkedFolders: null
};
function readDpkg(content) {
  const owned = content.includes(PACKAGE_LINE) ? null : readMd5sums(content);
  if (owned !== null) return { ...NOTHING_READ, owned };
  const { stanzas, badLines, repeated } = readStanzas(content.toString("utf8"), FIELDS);
  const packages = [];
  const unknowns = [];
  for (const stanza of stanzas) {
    const read = readPackage2(stanza);
    if (typeof read === "string") unknowns.push(read);
    else if (read !== null) packages.push(read);
  }
  if (badLines > 0) unknowns.push(`${badLines} lines of the package database are not "Name: value"`);
  if (repeated > 0) {
    unknowns.push(
      `${repeated} fields come twice in one entry: an empty line is missing, or the file is damaged`
    );
  }
  return { packages, owned: [], unknowns };
}
function readPackage2(stanza) {
  const name = stanza.get("package");
  if (name === void 0 || !NAME2.test(name)) return `a package has no usable name: ${quoted(name)}`;
  const state = packageState(stanza.get("status"));
  if (state === "absent") return null;
  if (state === "unknown") return `package ${name} has the unknown status ${quoted(stanza.get("status"))}`;
  const version = statedVersion(stanza.get("version"));
  if (version === null) return `package ${name} has no usable version: ${quoted(stanza.get("version"))}`;
  const source = readSource(stanza.get("source"), name, version);
  if (source === null) return `package ${name} has no usable source: ${quoted(stanza.get("source"))}`;
  const architecture = stanza.get("architecture") ?? "";
  return {
    type: "deb",
    name,
    version,
    architecture: ARCHITECTURE2.test(architecture) ? architecture : null,
    source,
    licence: null
  };
}
function packageState(status) {
  if (status === void 0) return "present";
  const words = status.split(/\s+/u);
  const state = words[2] ?? "";
  if (words.length === 3 && PRESENT.has(state)) return "present";
  return words.length === 3 && ABSENT.has(state) ? "absent" : "unknown";
}
function readSource(field, name, version) {
  if (field === void 0 || field === "") return { name, version };
  const match = SOURCE.exec(field);
  return match?.[1] === void 0 ? null : { name: match[1], version: match[2] ?? version };
}
function isIn(path, folder) {
  return path.startsWith(folder) && path.length > folder.length && !path.includes("/", folder.length);
}

// src/inventory/cataloguers/npm/npm.ts
var FILE = "package.json";
var ROOT = /(?:(?:^|\/)node_modules|^usr\/(?:share|lib(?:\/[^/]+)?)\/nodejs)\/(?:@[^/]+\/)?[^/.@][^/]*\/package\.json$/u;
var FOLDER = /(?:(?:^|\/)node_modules|^usr\/(?:share|lib(?:\/[^/]+)?)\/nodejs)(?:\/@[^/]+)?$/u;
var NAME3 = /^(?:@[a-zA-Z0-9~_-][a-zA-Z0-9._~-]*\/)?[a-zA-Z0-9~_-][a-zA-Z0-9._~!'()*-]*$/u;
var NAME_MAX = 214;
var NPM = {
  id: "npm",
  ecosystem: "npm",
  sees: "Packages unpacked in a `node_modules` folder, at any depth, or in a `nodejs` folder of Debian, and those linked into one.",
  doesNotSee: "Packages that a bundler put into one file, Yarn Plug'n'Play archives, and lock files of what is not installed.",
  names: { bases: [FILE] },
  wants: (path) => path.endsWith(FILE) && ROOT.test(path),
  maxBytes: LIMITS.packageFileBytes.value,
  read: readPackageJson,
  wellKnown: [],
  behindLinks: ["", `/${FILE}`],
  linkedFolders: FOLDER
};
function readPackageJson(content) {
  let json;
  try {
    const text2 = content.toString("utf8");
    json = JSON.parse(text2.startsWith("\uFEFF") ? text2.slice(1) : text2);
  } catch (error) {
    return unknown(`not JSON: ${errorText(error)}`);
  }
  if (typeof json !== "object" || json === null || Array.isArray(json)) return unknown("not a JSON object");
  const name = member(json, "name");
  const version = member(json, "version");
  if (isNoPackage(json, name, version)) return NOTHING_READ;
  if (typeof name !== "string" || name.length > NAME_MAX || !NAME3.test(name)) {
    return unknown(`the package has no usable name: ${shown(name)}`);
  }
  const stated = typeof version === "string" ? statedVersion(version.trim()) : null;
  if (stated === null) return unknown(`package ${name} has no usable version: ${shown(version)}`);
  const licence = readLicence(json);
  return {
    ...NOTHING_READ,
    packages: [{ type: "npm", name, version: stated, architecture: null, source: null, licence }]
  };
}
function isNoPackage(json, name, version) {
  if (version !== void 0) return false;
  return name === void 0 || member(json, "private") === true;
}
function readLicence(json) {
  const licence = member(json, "license") ?? member(json, "licenses");
  const all = Array.isArray(licence) ? licence : [licence];
  const words = all.map((one) => typeof one === "object" && one !== null ? member(one, "type") : one);
  const stated = words.filter((word) => typeof word === "string");
  return statedWords(stated.join(" OR "));
}
function member(json, key2) {
  return Object.hasOwn(json, key2) ? Reflect.get(json, key2) : void 0;
}
function shown(value) {
  if (typeof value === "object" && value !== null) return Array.isArray(value) ? "a list" : "an object";
  return quoted(typeof value === "string" ? value : JSON.stringify(value));
}
function unknown(reason) {
  return { ...NOTHING_READ, unknowns: [reason] };
}

// src/inventory/cataloguers/python/python.ts
var METADATA = /\.dist-info\/METADATA$|\.egg-info\/PKG-INFO$|EGG-INFO\/PKG-INFO$|\/[^/]+\.egg-info$/u;
var FIELDS2 = /* @__PURE__ */ new Set(["metadata-version", "name", "version", "license", "license-expression"]);
var NAME4 = /^(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9._-]*[a-zA-Z0-9])$/u;
var NAME_MAX2 = 256;
var NO_LICENCE = /^(?:unknown|none|)$/iu;
var PYTHON = {
  id: "python",
  ecosystem: "pypi",
  sees: "Distributions with `*.dist-info/METADATA`, `*.egg-info/PKG-INFO` or a single-file `*.egg-info`, anywhere.",
  doesNotSee: "Zipped eggs and wheels, modules copied by hand, and programs frozen into one file.",
  names: { bases: ["METADATA", "PKG-INFO"], suffixes: [".egg-info"] },
  wants: (path) => METADATA.test(path),
  maxBytes: LIMITS.packageFileBytes.value,
  read: readMetadata,
  wellKnown: [],
  behindLinks: ["", "/METADATA", "/PKG-INFO"],
  linkedFolders: null
};
function normalName(name) {
  return name.replace(/[-_.]+/gu, "-").toLowerCase();
}
function readMetadata(content) {
  const { stanzas } = readStanzas(headersOf(content), FIELDS2);
  const headers = stanzas[0];
  const name = headers?.get("name");
  if (name === void 0 || name.length > NAME_MAX2 || !NAME4.test(name)) {
    return unknown2(`the distribution has no usable name: ${quoted(name)}`);
  }
  const version = statedVersion(headers?.get("version"));
  if (version === null) {
    return unknown2(`distribution ${name} has no usable version: ${quoted(headers?.get("version"))}`);
  }
  const licence = headers?.get("license-expression") ?? headers?.get("license") ?? "";
  return {
    ...NOTHING_READ,
    packages: [
      {
        type: "pypi",
        name: normalName(name),
        version,
        architecture: null,
        source: null,
        licence: NO_LICENCE.test(licence) ? null : statedWords(licence)
      }
    ]
  };
}
function headersOf(content) {
  const unix = content.indexOf("\n\n");
  const windows = content.indexOf("\r\n\r\n");
  const ends = [unix, windows].filter((end) => end >= 0);
  return content.toString("utf8", 0, ends.length === 0 ? content.length : Math.min(...ends));
}
function unknown2(reason) {
  return { ...NOTHING_READ, unknowns: [reason] };
}

// src/inventory/cataloguers/index.ts
var CATALOGUERS = [DPKG, APK, NPM, PYTHON];

// src/inventory/notable.ts
var NOTABLE_FILES = [
  "etc/os-release",
  "usr/lib/os-release",
  "etc/passwd",
  "etc/group"
];
var NOTABLE_BYTES = LIMITS.notableFileBytes.value;

// src/inventory/unread.ts
var GO_BINARY = "go-binary";
var UNREAD = [
  {
    id: "rpm",
    what: "RPM package databases",
    isOsDatabase: true,
    names: {
      bases: ["Packages", "Packages.db", "rpmdb.sqlite", "container-manifest-1", "container-manifest-2"]
    },
    path: /^(?:var\/lib\/rpm|usr\/lib\/sysimage\/rpm|usr\/share\/rpm|var\/lib\/rpmmanifest)\/[^/]+$/u
  },
  {
    id: "pacman",
    what: "pacman package entries",
    isOsDatabase: true,
    names: { bases: ["desc"] },
    path: /^var\/lib\/pacman\/local\/[^/]+\/desc$/u
  },
  {
    id: "opkg",
    what: "opkg package databases",
    isOsDatabase: true,
    names: { bases: ["status"] },
    path: /^(?:usr\/lib|var\/lib|etc)\/opkg\/status$/u
  },
  {
    id: "portage",
    what: "Portage package entries",
    isOsDatabase: true,
    names: { bases: ["PF"] },
    path: /^var\/db\/pkg\/[^/]+\/[^/]+\/PF$/u
  },
  {
    id: "chisel",
    what: "Chisel manifests",
    isOsDatabase: true,
    names: { bases: ["manifest.wall"] },
    path: /^var\/lib\/chisel\/manifest\.wall$/u
  },
  {
    id: "nix",
    what: "Nix package databases",
    isOsDatabase: true,
    names: { bases: ["db.sqlite"] },
    path: /^nix\/var\/nix\/db\/db\.sqlite$/u
  },
  {
    id: GO_BINARY,
    what: "Go programs",
    isOsDatabase: false,
    names: {},
    path: /^(?!)/u
  },
  {
    id: "java",
    what: "Java archives",
    isOsDatabase: false,
    names: { suffixes: [".jar", ".war", ".ear"] },
    path: /\.(?:jar|war|ear)$/u
  },
  {
    id: "ruby",
    what: "Ruby gem specifications",
    isOsDatabase: false,
    names: { suffixes: [".gemspec"] },
    path: /(?:^|\/)specifications\/(?:default\/)?[^/]+\.gemspec$/u
  },
  {
    id: "php",
    what: "Composer package lists",
    isOsDatabase: false,
    names: { bases: ["installed.json"] },
    path: /(?:^|\/)composer\/installed\.json$/u
  },
  {
    id: "dotnet",
    what: ".NET dependency lists",
    isOsDatabase: false,
    names: { suffixes: [".deps.json"] },
    path: /\.deps\.json$/u
  },
  {
    id: "conda",
    what: "conda package entries",
    isOsDatabase: false,
    names: { folders: ["conda-meta"] },
    path: /(?:^|\/)conda-meta\/[^/]+\.json$/u
  },
  {
    id: "egg",
    what: "Python eggs",
    isOsDatabase: false,
    names: { suffixes: [".egg"] },
    path: /(?:^|\/)(?:site|dist)-packages\/[^/]+\.egg$/u
  },
  {
    id: "pnp",
    what: "Yarn Plug'n'Play package maps",
    isOsDatabase: false,
    names: { bases: [".pnp.cjs", ".pnp.js"] },
    path: /(?:^|\/)\.pnp\.c?js$/u
  }
];

// src/inventory/classify.ts
var SLASH = 47;
var NOTABLE = { kind: "notable" };
function createClassifier() {
  const names = [...CATALOGUERS.map((one) => one.names), ...UNREAD.map((one) => one.names), notableNames()];
  const bases = bitsOf(names.flatMap((one) => one.bases ?? []));
  const folders = bitsOf(names.flatMap((one) => one.folders ?? []));
  const ends = new Uint8Array(65536);
  for (const suffix of names.flatMap((one) => one.suffixes ?? []))
    ends[lastTwo(Buffer.from(suffix), suffix.length)] = 1;
  return {
    mayMatter(bytes, length, base) {
      if (bases[key(bytes, base, length)] === 1) return true;
      if (length - base > 1 && ends[lastTwo(bytes, length)] === 1) return true;
      if (base === 0) return false;
      let start = base - 1;
      while (start > 0 && bytes[start - 1] !== SLASH) start--;
      return folders[key(bytes, start, base - 1)] === 1;
    },
    classify
  };
}
function classify(path) {
  if (NOTABLE_FILES.includes(path)) return NOTABLE;
  for (const cataloguer of CATALOGUERS) if (cataloguer.wants(path)) return { kind: "catalogue", cataloguer };
  for (const format of UNREAD) if (format.path.test(path)) return { kind: "unread", format };
  return null;
}
function notableNames() {
  return { bases: NOTABLE_FILES.map((path) => path.slice(path.lastIndexOf("/") + 1)) };
}
function bitsOf(names) {
  const bits = new Uint8Array(16384);
  for (const name of names) bits[key(Buffer.from(name), 0, name.length)] = 1;
  return bits;
}
function key(bytes, start, end) {
  const first = (bytes[start] ?? 0) & 127;
  const last = (bytes[end - 1] ?? 0) & 127;
  return (first ^ end - start << 3) & 127 | last << 7;
}
function lastTwo(bytes, length) {
  return (bytes[length - 2] ?? 0) << 8 | (bytes[length - 1] ?? 0);
}

// src/inventory/path-hash.ts
function hashPath(bytes, length, seed) {
  let [a, b] = seed;
  for (let i = 0; i < length; i++) {
    const byte = bytes[i] ?? 0;
    a = Math.imul(a ^ byte, 16777619);
    b = Math.imul(b ^ byte, 1540483477) ^ b >>> 15;
  }
  a = Math.imul(a ^ a >>> 16, 73244475);
  b = Math.imul(b ^ b >>> 13, 668265261);
  return ((a ^ a >>> 15) >>> 0) * 2097152 + ((b ^ b >>> 16) >>> 11);
}
function createHashList() {
  let values = new Float64Array(1024);
  let size = 0;
  return {
    add(hash) {
      if (size === values.length) {
        const larger = new Float64Array(size * 2);
        larger.set(values);
        values = larger;
      }
      values[size++] = hash;
    },
    take: () => values.slice(0, size)
  };
}

// src/inventory/layer/aliases.ts
function createAliases(only) {
  const aliases = new Map(only.map(({ path, as }) => [path, as]));
  const hasFolders = only.some(({ path }) => path.endsWith("/"));
  return (path) => {
    const exact = aliases.get(path);
    if (exact !== void 0) return exact;
    if (!hasFolders || classify(path) !== null) return null;
    for (let slash = path.lastIndexOf("/"); slash > 0; slash = path.lastIndexOf("/", slash - 1)) {
      const folder = aliases.get(path.slice(0, slash + 1));
      if (folder !== void 0) return folder + path.slice(slash + 1);
    }
    return null;
  };
}

// src/inventory/layer/hard-links.ts
function joinHardLinks(records, hardLinks) {
  const joined = [];
  for (const [path, target] of hardLinks) {
    const record = records.get(target);
    if (record === void 0 || !isSameClass(classify(path), classify(target))) continue;
    joined.push({ ...record, path });
    hardLinks.delete(path);
  }
  return joined;
}
function isSameClass(a, b) {
  if (a === null || b === null || a.kind !== b.kind) return false;
  if (a.kind === "catalogue") return b.kind === "catalogue" && a.cataloguer === b.cataloguer;
  return a.kind === "notable" || b.kind === "unread" && a.format === b.format;
}

// src/inventory/layer/path.ts
var SLASH2 = 47;
var DOT = 46;
function createEntryPath(limit) {
  let bytes = Buffer.allocUnsafeSlow(4096);
  let length = 0;
  let segment = 0;
  function room(more) {
    if (more + 1 > limit) {
      throw new SourceError(
        "TAR_NAME_TOO_LONG",
        `a path in the tar has ${more} bytes, the limit is ${limit}`,
        {
          hint: "Linux could not use such a path; do not use the image."
        }
      );
    }
    if (more + 1 > bytes.length) bytes = Buffer.allocUnsafeSlow(more + 1);
  }
  function endSegment() {
    const size = length - segment;
    if (size === 0) return;
    if (size === 1 && bytes[segment] === DOT) {
      length = segment;
    } else if (size === 2 && bytes[segment] === DOT && bytes[segment + 1] === DOT) {
      length = parentOf(bytes, segment);
      segment = length;
    } else {
      bytes[length++] = SLASH2;
      segment = length;
    }
  }
  function append(from, start, end) {
    for (let i = start; i < end; i++) {
      const byte = from[i] ?? 0;
      if (byte === 0) return;
      if (byte === SLASH2) endSegment();
      else bytes[length++] = byte;
    }
  }
  return {
    get bytes() {
      return bytes;
    },
    length: () => length,
    base: () => segment,
    set(entry) {
      length = 0;
      segment = 0;
      const { block, offset, longName } = entry;
      if (longName !== null) {
        const long = encodeName(longName);
        room(long.length);
        append(long, 0, long.length);
      } else {
        const prefix = prefixBytes(block, offset);
        if (prefix > 0) {
          append(block, offset + PREFIX, offset + PREFIX + prefix);
          endSegment();
        }
        append(block, offset, offset + 100);
      }
      endSegment();
      if (length > 0) length--;
      segment = bytes.lastIndexOf(SLASH2, length - 1) + 1;
      if (length === 0) segment = 0;
    },
    text: () => decodeName(bytes, 0, length)
  };
}
function normalPath(path) {
  const parts = [];
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return parts.join("/");
}
function parentOf(bytes, segment) {
  let at2 = segment - 1;
  while (at2 > 0 && bytes[at2 - 1] !== SLASH2) at2--;
  return Math.max(at2, 0);
}

// src/inventory/layer/program.ts
var PROGRAM_START = 4096;
var GO_NOTE_NAME = Buffer.from([4, 0, 0, 0, 71, 111, 0, 0]);
function isElf(bytes, offset) {
  if (offset + 4 > bytes.length) return null;
  return bytes[offset] === 127 && bytes[offset + 1] === 69 && bytes[offset + 2] === 76 && bytes[offset + 3] === 70;
}
function isGoProgram(start) {
  if (isElf(start, 0) !== true) return false;
  return Buffer.from(start.buffer, start.byteOffset, start.length).includes(GO_NOTE_NAME);
}

// src/inventory/layer/read-file.ts
var import_node_crypto2 = require("node:crypto");
var REASONS_MAX = 100;
function problemOf(entry, what) {
  const limit = what.kind === "catalogue" ? what.cataloguer.maxBytes : NOTABLE_BYTES;
  if (entry.isSparse) return "it is stored as a sparse file, which is not read";
  if (entry.type !== TAR_TYPE.file && entry.type !== TAR_TYPE.contiguous) {
    return `it is stored as a tar entry of the unknown type ${entry.type}`;
  }
  return entry.size > limit ? `it has ${entry.size} bytes, the limit is ${limit}` : null;
}
function readFile(path, what, bytes) {
  if (what.kind === "notable") return { path, kind: "notable", content: new Uint8Array(bytes) };
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const md5 = (0, import_node_crypto2.createHash)("md5").update(content).digest("hex");
  const sha1 = (0, import_node_crypto2.createHash)("sha1").update(content).digest("hex");
  if (what.kind === "unread") return { path, kind: "unread", format: what.format.id, md5, sha1 };
  const { cataloguer } = what;
  return {
    path,
    kind: "catalogue",
    cataloguer: cataloguer.id,
    reading: withFewReasons(cataloguer.read(content)),
    md5,
    sha1
  };
}
function withFewReasons(reading) {
  const more = reading.unknowns.length - REASONS_MAX;
  if (more <= 0) return reading;
  return {
    ...reading,
    unknowns: [...reading.unknowns.slice(0, REASONS_MAX), `and ${more} more of this kind`]
  };
}

// src/inventory/layer/whiteout.ts
var PREFIX2 = ".wh.";
var OPAQUE = ".wh..wh..opq";
var META = ".wh..wh.";
function readWhiteout(path) {
  const slash = path.lastIndexOf("/");
  const folder = slash < 0 ? "" : path.slice(0, slash);
  const base = path.slice(slash + 1);
  if (base === OPAQUE) return { kind: "opaque", path: folder };
  if (base.startsWith(META)) return { kind: "ignored" };
  const name = base.slice(PREFIX2.length);
  if (name === "" || name === "." || name === "..") return { kind: "bad" };
  return { kind: "whiteout", path: folder === "" ? name : `${folder}/${name}` };
}

// src/inventory/layer/visit.ts
var EXECUTABLE = 73;
var LINUX_PATH_MAX = 4096;
function createLayerVisit(options) {
  const { seed, limits } = options;
  const classifier = createClassifier();
  const path = createEntryPath(limits.pathBytes);
  const aliases = options.only === null ? null : createAliases(options.only);
  const records = /* @__PURE__ */ new Map();
  const links = /* @__PURE__ */ new Map();
  const hardLinks = /* @__PURE__ */ new Map();
  const whiteouts = [];
  const opaques = [];
  const unknowns = [];
  const files = createHashList();
  const folders = createHashList();
  let executables = 0;
  let pending = null;
  function isTooLong() {
    if (path.length() <= LINUX_PATH_MAX) return false;
    unknowns.push({ place: `${path.text().slice(0, 200)}\u2026`, reason: "its path is longer than Linux allows" });
    if (unknowns.length > limits.links) throw tooMany2("paths that Linux does not allow", limits.links);
    return true;
  }
  function keep(record) {
    links.delete(record.path);
    hardLinks.delete(record.path);
    records.delete(record.path);
    records.set(record.path, record);
    if (records.size > limits.records) throw tooMany2("package files", limits.records);
  }
  function whiteout() {
    const text2 = path.text();
    const read = readWhiteout(text2);
    if (read.kind === "whiteout") whiteouts.push(read.path);
    else if (read.kind === "opaque") opaques.push(read.path);
    else if (read.kind === "bad") unknowns.push({ place: text2, reason: "not a sound whiteout" });
    if (whiteouts.length + opaques.length + unknowns.length > limits.links)
      throw tooMany2("whiteouts", limits.links);
  }
  function link(entry) {
    if (isTooLong()) return;
    const target = entry.longLink ?? headerLink(entry.block, entry.offset);
    const text2 = path.text();
    records.delete(text2);
    if (entry.type === TAR_TYPE.symlink) links.set(text2, target);
    else if (isClassified()) hardLinks.set(text2, normalPath(target));
    if (links.size + hardLinks.size > limits.links) throw tooMany2("links", limits.links);
  }
  function isClassified() {
    return classifier.mayMatter(path.bytes, path.length(), path.base()) && classifier.classify(path.text()) !== null;
  }
  function what() {
    if (aliases !== null) {
      const as = aliases(path.text());
      return as === null ? null : classifier.classify(as);
    }
    if (!classifier.mayMatter(path.bytes, path.length(), path.base())) return null;
    return classifier.classify(path.text());
  }
  function file(entry) {
    const found = what();
    if (found !== null) return isTooLong() ? 0 : wantFile(entry, found);
    if (aliases !== null) return 0;
    const isMarked = (entry.mode & EXECUTABLE) !== 0;
    if (isMarked) executables++;
    const elf = isElf(entry.block, entry.offset + 512);
    if (elf === false || entry.size < 64) return 0;
    pending = { kind: "program", path: path.text() };
    if (!isMarked && elf === true) executables++;
    return PROGRAM_START;
  }
  function wantFile(entry, found) {
    const text2 = path.text();
    if (found.kind === "unread" && entry.size > NOTABLE_BYTES) {
      keep({ path: text2, kind: "unread", format: found.format.id, md5: null, sha1: null });
      return 0;
    }
    const problem = problemOf(entry, found);
    if (problem !== null) {
      keep({ path: text2, kind: "problem", reason: problem });
      return 0;
    }
    pending = { kind: "file", path: text2, what: found };
    if (entry.size === 0) finish(Buffer.alloc(0));
    return entry.size;
  }
  function finish(bytes) {
    const current = pending;
    pending = null;
    if (current === null || current.path === null) return;
    if (current.kind === "file") keep(readFile(current.path, current.what, bytes));
    else if (isGoProgram(bytes))
      keep({ path: current.path, kind: "unread", format: GO_BINARY, md5: null, sha1: null });
  }
  return {
    visitor: {
      entry(entry) {
        path.set(entry);
        if (path.length() === 0) return 0;
        if (entry.type === TAR_TYPE.directory) {
          folders.add(hashPath(path.bytes, path.length(), seed));
          return 0;
        }
        if (isWhiteout(path.bytes, path.base(), path.length())) {
          if (aliases === null) whiteout();
          return 0;
        }
        files.add(hashPath(path.bytes, path.length(), seed));
        if (entry.type === TAR_TYPE.symlink || entry.type === TAR_TYPE.hardLink) {
          if (aliases === null) link(entry);
          else if (entry.type === TAR_TYPE.hardLink && what() !== null) keep(linkBehindLink(path.text()));
          return 0;
        }
        return isDevice(entry.type) ? 0 : file(entry);
      },
      body: finish
    },
    facts() {
      return {
        records: [...records.values(), ...joinHardLinks(records, hardLinks)],
        links: toFacts(links),
        hardLinks: toFacts(hardLinks),
        whiteouts,
        opaques,
        files: files.take(),
        folders: folders.take(),
        unknowns,
        executables
      };
    }
  };
}
function linkBehindLink(path) {
  return {
    path,
    kind: "problem",
    reason: "it is a hard link that another link leads to, which is not followed"
  };
}
function isWhiteout(bytes, base, length) {
  return length - base >= 4 && bytes[base] === 46 && bytes[base + 1] === 119 && bytes[base + 2] === 104 && bytes[base + 3] === 46;
}
function isDevice(type) {
  return type === TAR_TYPE.characterDevice || type === TAR_TYPE.blockDevice || type === TAR_TYPE.fifo;
}
function toFacts(links) {
  return [...links].map(([path, target]) => ({ path, target }));
}
function tooMany2(what, limit) {
  return new SourceError("LAYER_TOO_LARGE", `it has more than ${limit} ${what}`, {
    hint: "No real image comes near this limit (docs/limits.md): do not use the image."
  });
}

// src/inventory/layer/scan.ts
async function scanLayer(job, chunks) {
  try {
    return await scan(job, chunks);
  } catch (error) {
    throw inLayer(error, job.index);
  }
}
async function scan(job, chunks) {
  const verifier = createVerifier(job);
  const visit = createLayerVisit(job);
  const walk = createTarWalk(visit.visitor, job.limits);
  const budget = createBudget(job);
  function take(bytes) {
    budget.spend(bytes.length);
    verifier.content(bytes);
    walk.push(bytes);
  }
  let stored = 0;
  let reader = null;
  let start = Buffer.alloc(0);
  for await (const chunk of chunks) {
    stored += chunk.length;
    budget.read(chunk.length);
    verifier.blob(chunk);
    if (reader !== null) {
      await reader.push(chunk);
      continue;
    }
    start = Buffer.concat([start, chunk]);
    if (start.length < SNIFF_BYTES) continue;
    reader = openReader(job, start, take);
    await reader.push(start);
  }
  if (reader === null) {
    reader = openReader(job, start, take);
    await reader.push(start);
  }
  if (stored !== job.size) throw wrongSize(stored, job.size);
  await reader.end();
  walk.end();
  verifier.finish();
  return { ...visit.facts(), entries: walk.entries(), bytes: budget.inflated() };
}
function openReader(job, start, sink) {
  const compression = sniffCompression(start);
  if (compression === "none") return createChunker(sink);
  return createInflater(compression, sink, { portable: job.portable });
}
function createBudget(job) {
  const { limits } = job;
  const total = new BigInt64Array(job.total);
  let stored = 0;
  let inflated = 0;
  return {
    read(bytes) {
      stored += bytes;
    },
    spend(bytes) {
      inflated += bytes;
      if (inflated > limits.layerBytes) throw tooLarge(`more than ${limits.layerBytes} bytes`);
      if (inflated > limits.inflateRatioFrom && inflated > stored * limits.inflateRatio) {
        throw tooLarge(`more than ${limits.inflateRatio} times its stored size`);
      }
      const all = Number(Atomics.add(total, 0, BigInt(bytes))) + bytes;
      if (all > limits.imageBytes)
        throw tooLarge(`with the other layers more than ${limits.imageBytes} bytes`);
    },
    inflated: () => inflated
  };
}
function tooLarge(what) {
  return new SourceError("LAYER_TOO_LARGE", `it inflates to ${what}`, {
    hint: "No real image comes near this limit (docs/limits.md): do not use the image."
  });
}
function wrongSize(actual, expected) {
  return new VerificationError("SIZE_MISMATCH", `it has ${actual} bytes, the manifest says ${expected}`, {
    hint: "The image was changed or cut on its way. Fetch or build it again; if it stays, do not use it."
  });
}
function inLayer(error, index) {
  const { code, message, hint } = toGateError(error);
  const options = { cause: error, ...hint === null ? {} : { hint } };
  const text2 = `layer ${index}: ${message}`;
  if (error instanceof SourceError) return new SourceError(code, text2, options);
  if (error instanceof VerificationError) {
    return code === "DIGEST_MISMATCH" ? error : new VerificationError(code, text2, options);
  }
  return toGateError(error);
}

// src/inventory/threads/messages.ts
var CLASSES = {
  InputError,
  SourceError,
  EngineError,
  VerificationError,
  InternalError
};
function toPlain(error) {
  const gateError = toGateError(error);
  const { code, message, hint } = gateError;
  const type = Object.entries(CLASSES).find(([, one]) => gateError instanceof one)?.[0] ?? "InternalError";
  return { type, code, message, hint };
}
function fromPlain(plain) {
  const type = CLASSES[plain.type] ?? InternalError;
  return new type(plain.code, plain.message, plain.hint === null ? {} : { hint: plain.hint });
}

// src/inventory/threads/feed.ts
var FEED_BUFFER = 256 * 1024;
async function* drain(port) {
  const queue = [];
  let wake = null;
  port.on("message", (message) => {
    queue.push(message);
    wake?.();
  });
  try {
    for (; ; ) {
      const message = queue.shift();
      if (message === void 0) {
        await new Promise((resolve) => {
          wake = resolve;
        });
        wake = null;
        continue;
      }
      if (message.kind === "end") return;
      if (message.kind === "error") throw fromPlain(message.error);
      yield new Uint8Array(message.buffer, 0, message.length);
      port.postMessage(message.buffer, [message.buffer]);
    }
  } finally {
    port.close();
  }
}

// src/inventory/threads/file-chunks.ts
var import_node_fs = require("node:fs");
var CHUNK = 512 * 1024;
function* fileChunks(path, offset, length) {
  const file = attempt(path, () => (0, import_node_fs.openSync)(path, "r"));
  try {
    const buffer = Buffer.allocUnsafeSlow(CHUNK);
    let done = 0;
    while (done < length) {
      const size = readFull(path, file, buffer.subarray(0, Math.min(CHUNK, length - done)), offset + done);
      if (size === 0) throw unreadable(path, `it ends ${length - done} bytes too early`);
      yield buffer.subarray(0, size);
      done += size;
    }
  } finally {
    (0, import_node_fs.closeSync)(file);
  }
}
function readFull(path, file, buffer, position) {
  let done = 0;
  while (done < buffer.length) {
    const size = attempt(path, () => (0, import_node_fs.readSync)(file, buffer, done, buffer.length - done, position + done));
    if (size === 0) return done;
    done += size;
  }
  return done;
}
function attempt(path, work) {
  try {
    return work();
  } catch (error) {
    throw unreadable(path, errorText(error), error);
  }
}
function unreadable(path, why, cause) {
  return new SourceError("LAYER_UNREADABLE", `the file ${path} cannot be read: ${why}`, {
    cause,
    hint: "Check that the archive or layout is whole and that nothing changes it during the run."
  });
}

// src/inventory/worker.ts
import_node_worker_threads.parentPort?.on("message", (job) => {
  void reply(job);
});
async function reply(job) {
  const message = await answer(job);
  const transfer = message.kind === "facts" ? [message.facts.files.buffer, message.facts.folders.buffer] : [];
  import_node_worker_threads.parentPort?.postMessage(message, transfer);
}
async function answer(job) {
  try {
    return { kind: "facts", facts: await scanLayer(job, chunksOf(job)) };
  } catch (error) {
    return { kind: "error", error: toPlain(error) };
  }
}
function chunksOf(job) {
  const { source } = job;
  return source.kind === "port" ? drain(source.port) : fileChunks(source.path, source.offset, source.length);
}

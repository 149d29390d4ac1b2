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
var KEPT_SCRATCH = 8 * 1024 * 1024;
var NO_BYTES = new Uint8Array(0);
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
  const edge = Buffer.alloc(2 * TAR_BLOCK);
  let isOnEdge = false;
  const entry = {
    type: 0,
    size: 0,
    mode: 0,
    block: scratch,
    offset: 0,
    longName: null,
    longLink: null,
    isSparse: false,
    inParts: false
  };
  function hold(bytes) {
    if (held + bytes.length > scratch.length) {
      const most = Math.max(scratch.length * 2, held + bytes.length);
      const larger = Buffer.allocUnsafeSlow(Math.max(FIRST_SCRATCH, Math.min(most, wanted)));
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
    if (scratch.length > KEPT_SCRATCH) scratch = Buffer.allocUnsafeSlow(FIRST_SCRATCH);
  }
  function part(bytes) {
    held += bytes.length;
    const isLast = held === wanted;
    visitor.part?.(bytes, isLast);
    if (!isLast) return;
    wanted = 0;
    held = 0;
  }
  function body(bytes, from) {
    const to = Math.min(bytes.length, from + skip);
    if (wanted > 0) {
      const end = Math.min(to, from + wanted - held);
      if (special === null && entry.inParts) part(bytes.subarray(from, end));
      else if (held === 0 && end - from === wanted) finishBody(bytes.subarray(from, end));
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
    if (size === 0) finishBody(NO_BYTES);
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
    entry.inParts = false;
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
  function keepForEdge(bytes, at2) {
    edge.set(bytes.subarray(at2), 0);
    isOnEdge = true;
  }
  function leaveEdge(next) {
    isOnEdge = false;
    edge.fill(0, TAR_BLOCK);
    edge.set(next.subarray(0, TAR_BLOCK), TAR_BLOCK);
    header(edge, 0);
  }
  return {
    push(bytes) {
      let at2 = 0;
      if (isOnEdge) leaveEdge(bytes);
      while (at2 < bytes.length && zeroBlocks < 2) {
        if (inSparseMap) {
          inSparseMap = bytes[at2 + SPARSE_BLOCK_FLAG] !== 0;
          at2 += TAR_BLOCK;
        } else if (skip > 0) {
          at2 = body(bytes, at2);
        } else {
          if (at2 + TAR_BLOCK === bytes.length) keepForEdge(bytes, at2);
          else header(bytes, at2);
          at2 += TAR_BLOCK;
        }
      }
    },
    end() {
      if (isOnEdge) leaveEdge(NO_BYTES);
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

// src/util/limits-trust.ts
var KiB = 1024;
var MiB = 1024 * KiB;
var TRUST_LIMITS = {
  artifactLayers: {
    value: 1e3,
    unit: "layers",
    why: "of one signature manifest; each layer is a signature of its own"
  },
  referrers: {
    value: 200,
    unit: "manifests",
    why: "signatures and attestations of one image that are looked at; whoever can push can add more"
  },
  referrerPages: { value: 50, unit: "pages", why: "of the list of manifests that are about one image" },
  contentTrustBytes: {
    value: 16 * MiB,
    unit: "bytes",
    why: "one metadata file of Docker Content Trust; one with 10,000 tags has 2 MiB"
  },
  contentTrustJsonDepth: {
    value: 32,
    unit: "levels",
    why: "objects and lists inside each other in such a file"
  },
  contentTrustSignatures: { value: 100, unit: "signatures", why: "on such a file; each is verified" },
  contentTrustKeys: { value: 1e3, unit: "keys", why: "in such a file" },
  contentTrustCertificates: {
    value: 10,
    unit: "certificates",
    why: "of one key of content trust, or of a pinned authority"
  },
  contentTrustRoots: {
    value: 100,
    unit: "versions",
    why: "of the root between the pinned one and the present one; each is fetched"
  },
  contentTrustDelegations: { value: 200, unit: "roles", why: "of one repository that have signed something" },
  contentTrustDelegationDepth: { value: 8, unit: "levels", why: "delegations inside delegations" },
  signatureBytes: {
    value: 16 * MiB,
    unit: "bytes",
    why: "one signature or attestation; those that hold an SBOM have some MiB"
  },
  signaturesBytes: {
    value: 256 * MiB,
    unit: "bytes",
    why: "all signatures and attestations of one image in one repository; they are held in memory"
  },
  signatureWitnesses: {
    value: 32,
    unit: "entries",
    why: "entries of logs and time stamps of one signature; signers make one or two of each"
  },
  statementSubjects: {
    value: 4096,
    unit: "subjects",
    why: "of one attestation; one that is about every file of a release has some hundred"
  },
  identityText: {
    value: 4 * KiB,
    unit: "bytes",
    why: "one statement in a certificate of a signer; addresses of workflows have some hundred"
  },
  trustedRootBytes: {
    value: 1 * MiB,
    unit: "bytes",
    why: "a trusted root of Sigstore; the public one has 7 KiB"
  },
  githubPages: { value: 10, unit: "pages", why: "attestations of one image that GitHub lists, 100 a page" },
  githubAttestations: {
    value: 500,
    unit: "attestations",
    why: "of one image that GitHub lists; a real one has some ten"
  },
  githubAnswerBytes: {
    value: 64 * MiB,
    unit: "bytes",
    why: "one page of attestations, which may hold them whole"
  },
  clockSkewMs: {
    value: 3e5,
    unit: "milliseconds",
    why: "by which the clock of whoever states a time may be ahead"
  },
  tufFileBytes: {
    value: 4 * MiB,
    unit: "bytes",
    why: "one file of a TUF repository; those of Sigstore have some KiB"
  },
  tufFiles: { value: 200, unit: "files", why: "of one TUF repository that are kept between runs" },
  trustedRootRefreshMs: {
    value: 5e3,
    unit: "milliseconds",
    why: "the whole refresh of the trusted root; without a network the embedded one is used after it"
  },
  certificateChain: {
    value: 16,
    unit: "certificates",
    why: "of one Notary Project signature or time stamp; real chains have two to five"
  },
  derValues: {
    value: 1e4,
    unit: "values",
    why: "side by side in a certificate or an answer; each takes far more memory than its bytes"
  },
  revocationBytes: {
    value: 32 * MiB,
    unit: "bytes",
    why: "one certificate revocation list; those of large authorities have some MiB"
  },
  ocspBytes: { value: 256 * KiB, unit: "bytes", why: "one answer about the revocation of a certificate" },
  revocationMs: {
    value: 1e4,
    unit: "milliseconds",
    why: "until a service has told whether a certificate is revoked"
  },
  revocationUrls: {
    value: 5,
    unit: "addresses",
    why: "asked about the revocation of one certificate, which names them itself"
  },
  trustFileBytes: {
    value: 1 * MiB,
    unit: "bytes",
    why: "a key, certificate, root or policy that `trust` names; real ones have some KiB"
  },
  trustFiles: { value: 500, unit: "files", why: "certificates of one trust store of Notation" },
  trustRules: { value: 500, unit: "rules", why: "rules of `trust`, and authorities of one rule" },
  trustGlobs: {
    value: 500,
    unit: "globs",
    why: "image globs of all trust rules; each is compared with the others"
  },
  trustGlobStates: {
    value: 1e5,
    unit: "states",
    why: "looked at to tell which image globs cover others; where it takes more, they count as not covered"
  },
  trustPatternLength: {
    value: 500,
    unit: "characters",
    why: "one pattern of an identity, a ref or a builder"
  }
};

// src/util/limits.ts
var KiB2 = 1024;
var MiB2 = 1024 * KiB2;
var GiB = 1024 * MiB2;
var LIMITS = {
  manifestBytes: {
    value: 4 * MiB2,
    unit: "bytes",
    why: "image manifests and indexes; registries refuse larger ones"
  },
  configBytes: { value: 8 * MiB2, unit: "bytes", why: "image configuration with its history" },
  errorBodyBytes: {
    value: 64 * KiB2,
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
  pathBytes: { value: 64 * KiB2, unit: "bytes", why: "one path in a tar; Linux stops at 4 KiB" },
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
    value: 4 * MiB2,
    unit: "bytes",
    why: "the manifest of one package, such as package.json"
  },
  packageDatabaseBytes: {
    value: 64 * MiB2,
    unit: "bytes",
    why: "the database of a package manager; a full desktop has some 10 MiB"
  },
  lockFileBytes: {
    value: 16 * MiB2,
    unit: "bytes",
    why: "one lock file of a language; large ones have 3 MiB"
  },
  javaArchiveBytes: {
    value: 512 * MiB2,
    unit: "bytes",
    why: "one Java archive; it is held in memory while it is read"
  },
  javaInflatedBytes: {
    value: 1 * GiB,
    unit: "bytes",
    why: "all that is read of one Java archive and of those inside it"
  },
  javaEntries: { value: 5e5, unit: "entries", why: "files in one Java archive" },
  javaDepth: { value: 4, unit: "levels", why: "Java archives inside each other, the outermost one counted" },
  programBytes: { value: 1 * GiB, unit: "bytes", why: "one program or shared library" },
  programMemoryBytes: {
    value: 8 * MiB2,
    unit: "bytes",
    why: "a larger program is held in a temporary file while it is read"
  },
  rpmDatabaseBytes: {
    value: 512 * MiB2,
    unit: "bytes",
    why: "the RPM database, which holds every file name; a full desktop has some 200 MiB"
  },
  notableFileBytes: {
    value: 1 * MiB2,
    unit: "bytes",
    why: "small files that checks read, such as etc/passwd"
  },
  paxBytes: { value: 1 * MiB2, unit: "bytes", why: "one PAX or GNU long-name record" },
  archiveEntries: {
    value: 2e4,
    unit: "entries",
    why: "files in a saved image, without what is inside its layers"
  },
  archiveJsonBytes: { value: 4 * MiB2, unit: "bytes", why: "manifest.json and index.json of a saved image" },
  buildLineBytes: {
    value: 16 * MiB2,
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
  tokenBytes: { value: 1 * MiB2, unit: "bytes", why: "the answer of a token service" },
  dockerConfigBytes: { value: 4 * MiB2, unit: "bytes", why: "Docker's config.json" },
  credentialHelperBytes: { value: 1 * MiB2, unit: "bytes", why: "the answer of a credential helper" },
  credentialHelperMs: { value: 6e4, unit: "milliseconds", why: "a credential helper may ask its cloud" },
  advisoryAnswerBytes: {
    value: 64 * MiB2,
    unit: "bytes",
    why: "one answer of an advisory host; the OSV API stops at 32 MiB"
  },
  advisoryRecordBytes: {
    value: 16 * MiB2,
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
  bundleManifestBytes: {
    value: 64 * MiB2,
    unit: "bytes",
    why: "the manifest of an advisory bundle; it names at most some thousand shards"
  },
  bundleBytes: { value: 2 * GiB, unit: "bytes", why: "one advisory bundle; all of OSV has some 30 MiB" },
  bundlePartBytes: {
    value: 256 * MiB2,
    unit: "bytes",
    why: "one shard of an advisory bundle; large ecosystems are split at a few MiB"
  },
  bundlePartInflated: { value: 512 * MiB2, unit: "bytes", why: "the same, inflated" },
  bundleUnreadable: {
    value: 1e3,
    unit: "records",
    why: "advisories that cannot be read when a bundle is built; with more, the export is broken"
  },
  feedBytes: { value: 64 * MiB2, unit: "bytes", why: "a feed such as EPSS; its file has some 2 MiB" },
  feedInflatedBytes: { value: 256 * MiB2, unit: "bytes", why: "the same, inflated; EPSS has some 10 MiB" },
  bundleDownloadBytes: {
    value: 4 * GiB,
    unit: "bytes",
    why: "one export of OSV that is downloaded; the largest has some hundred MiB"
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
  vexBytes: { value: 16 * MiB2, unit: "bytes", why: "a VEX document" },
  sbomBytes: {
    value: 256 * MiB2,
    unit: "bytes",
    why: "one SBOM; those that list every file of a large image have some 100 MiB"
  },
  sbomDepth: { value: 64, unit: "levels", why: "objects and lists inside each other in an SBOM" },
  sbomComponents: { value: 1e6, unit: "components", why: "components and packages of one SBOM" },
  sbomUnknowns: {
    value: 1e3,
    unit: "unknowns",
    why: "things in one SBOM that cannot be judged, told one by one; the rest is counted"
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
  engineBytes: { value: 16 * MiB2, unit: "bytes", why: "one answer of a program such as ShellCheck" },
  dockerfileBytes: { value: 1 * MiB2, unit: "bytes", why: "one Dockerfile" },
  dockerfileProblems: {
    value: 100,
    unit: "problems",
    why: "syntax problems reported for one Dockerfile; a file with more is not a Dockerfile"
  },
  shellBytes: { value: 256 * KiB2, unit: "characters", why: "one RUN script that is parsed" },
  shellDepth: { value: 8, unit: "levels", why: 'scripts inside scripts (`sh -c "sh -c \u2026"`)' },
  shellSubstitutions: {
    value: 2 * MiB2,
    unit: "characters",
    why: "all `$(\u2026)` of one RUN script; one inside another counts again"
  },
  shellCommands: { value: 5e4, unit: "commands", why: "commands of one RUN script" },
  variableDepth: { value: 64, unit: "levels", why: "variables inside the default of a variable" },
  variableLength: {
    value: 64 * KiB2,
    unit: "characters",
    why: "one Dockerfile word with its variables filled in; doubling a value in each line is a bomb"
  },
  variableTotal: { value: 16 * MiB2, unit: "characters", why: "all ARG and ENV values of one Dockerfile" },
  variablePattern: {
    value: 4e6,
    unit: "steps",
    why: "a pattern in a variable (`${V%p}`): length of the value times length of the pattern"
  },
  configFileBytes: { value: 1 * MiB2, unit: "bytes", why: ".image-gate.yaml, and .hadolint.yaml" },
  contextEntries: {
    value: 5e5,
    unit: "entries",
    why: "files and folders of a build context that are looked at for secrets"
  },
  contextDepth: { value: 64, unit: "levels", why: "folders inside folders of a build context" },
  contextFileBytes: {
    value: 256 * KiB2,
    unit: "bytes",
    why: "a file of a build context that may hold a secret; keys and settings are smaller"
  },
  advicePackages: {
    value: 2e3,
    unit: "packages",
    why: "OS packages among which ones to remove are looked for; above it, none are named"
  },
  adviceRelations: {
    value: 2e4,
    unit: "relations",
    why: "what those packages need of each other; 550 packages of Debian have 1,200"
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
  summaryBytes: { value: 1024 * KiB2, unit: "bytes", why: "GitHub refuses a larger job summary of one step" },
  outputBytes: { value: 1e6, unit: "bytes", why: "GitHub refuses larger outputs of one action" },
  annotations: { value: 10, unit: "annotations", why: "GitHub shows no more errors of one step" },
  apiAnswerBytes: { value: 1 * MiB2, unit: "bytes", why: "an answer of GitHub's API to an upload" },
  eventBytes: { value: 32 * MiB2, unit: "bytes", why: "the file with the event that started the workflow" },
  ...TRUST_LIMITS
};

// src/inventory/cataloguers/ownable.ts
var OWNABLE = /(?:^|\/)(?:package\.json|installed\.json|package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?|composer\.lock|Gemfile\.lock)$|\.dist-info\/METADATA$|\.egg-info\/PKG-INFO$|\.(?:egg-info|jar|war|ear|par|sar|hpi|jpi|kar|nar|gemspec|deps\.json|egg|whl)$/iu;
function isOwnable(path) {
  return OWNABLE.test(path);
}

// src/inventory/cataloguers/program-paths.ts
var NO_PROGRAMS = /^(?:usr\/(?:local\/)?(?:share\/(?:doc|man|info|locale|licenses|zoneinfo|icons|fonts|perl5?|bug|lintian|i18n|mime|applications|terminfo|vim)|include|src)|etc|var)\//u;
var IN_PROGRAM_FOLDER = /(?:^|\/)(?:s?bin|libexec)\//u;
var NO_PROGRAM = /\.(?:py|pyc|pyi|pm|pl|ph|pod|rb|js|mjs|cjs|ts|json|xml|html|css|txt|md|h|hpp|c|a|la|o|pc|cmake|gz|xz|bz2|zip|jar|mo|png|svg|ico|gif|ttf|conf|cfg|ini|service|socket|timer|target|rules|sh|awk|m4|el|elc|tcl|enc|e2x|t|hi|dat|db|crt|pem|map|tmpl|in|am|d)$/u;
function isProgramPath(path) {
  if (IN_PROGRAM_FOLDER.test(path)) return true;
  return !NO_PROGRAM.test(path) && !NO_PROGRAMS.test(path);
}

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
function cutShort(content) {
  return content.length === 0 || content.at(-1) === 10 ? null : CUT;
}
var CUT = "its last line has no end: the file is cut short, and packages may be missing";

// src/inventory/cataloguers/apk/relations.ts
var ESSENTIAL = /* @__PURE__ */ new Set([
  "alpine-baselayout",
  "alpine-baselayout-data",
  "alpine-keys",
  "alpine-release",
  "apk-tools",
  "busybox",
  "busybox-binsh",
  "musl"
]);
var NAME = /^[^<>=~!]+/u;
var BYTES = /^\d{1,15}$/u;
function readRelations(name, fields) {
  const size = fields.get("I") ?? "";
  return {
    essential: ESSENTIAL.has(name),
    depends: names(fields.get("D")).map((one) => [one]),
    provides: names(fields.get("p")),
    installedBytes: BYTES.test(size) ? Number(size) : null
  };
}
function names(field) {
  return (field ?? "").split(" ").flatMap((word) => NAME.exec(word)?.[0] ?? []);
}

// src/inventory/cataloguers/apk/apk.ts
var DATABASES = ["lib/apk/db/installed", "usr/lib/apk/db/installed"];
var NAME2 = /^[a-zA-Z0-9_.][a-zA-Z0-9+_.-]{0,255}$/u;
var ARCHITECTURE = /^[a-z0-9_-]{1,64}$/u;
var DIGESTS = /* @__PURE__ */ new Map([
  ["Q1", "sha1"],
  ["Q2", "sha256"]
]);
var LINE = /^[A-Za-z]:/u;
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
  const programs = [];
  const unknowns = [];
  let fields = /* @__PURE__ */ new Map();
  let folder = "";
  let file = null;
  let badLines = 0;
  let repeated = 0;
  function endPackage() {
    endFile(null);
    if (fields.size > 0) {
      const read = readPackage(fields);
      if (typeof read === "string") unknowns.push(read);
      else packages.push(read);
    }
    fields = /* @__PURE__ */ new Map();
    folder = "";
  }
  function endFile(digest) {
    const path = file;
    file = null;
    if (path === null) return;
    const hash2 = digest === null ? null : fileHash(digest);
    const name = fields.get("P");
    const brought = name === void 0 ? {} : { package: name };
    if (isOwnable(path)) {
      if (hash2 !== null) owned.push({ path, ...brought, hash: hash2 });
    } else if (name !== void 0 && isProgramPath(path)) {
      programs.push({ path, package: name, ...hash2 === null ? {} : { hash: hash2 } });
    }
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
    if (key2 === "F" || key2 === "R") endFile(null);
    if (key2 === "F") folder = value;
    else if (key2 === "R") file = join(folder, value);
    else if (key2 === "Z") endFile(value);
    else if (!fields.has(key2)) fields.set(key2, value);
    else if (key2 === "P" || key2 === "V") repeated++;
  }
  endPackage();
  if (badLines > 0) unknowns.push(`${badLines} lines of the package database are not a letter and a value`);
  if (repeated > 0) {
    unknowns.push(`${repeated} names or versions come twice in one entry: an empty line is missing`);
  }
  const cut = cutShort(content);
  if (cut !== null) unknowns.push(cut);
  return { packages, owned, programs, unknowns };
}
function readPackage(fields) {
  const name = fields.get("P");
  if (name === void 0 || !NAME2.test(name)) return `a package has no usable name: ${quoted(name)}`;
  const version = statedVersion(fields.get("V"));
  if (version === null) return `package ${name} has no usable version: ${quoted(fields.get("V"))}`;
  const origin = fields.get("o") ?? name;
  if (!NAME2.test(origin)) return `package ${name} has no usable origin: ${quoted(origin)}`;
  const architecture = fields.get("A") ?? "";
  return {
    type: "apk",
    name,
    version,
    architecture: ARCHITECTURE.test(architecture) ? architecture : null,
    source: { name: origin, version },
    licence: statedWords(fields.get("L")),
    relations: readRelations(name, fields)
  };
}
function fileHash(digest) {
  const algorithm = DIGESTS.get(digest.slice(0, 2));
  if (algorithm === void 0) return null;
  return { algorithm, hex: Buffer.from(digest.slice(2), "base64").toString("hex") };
}
function join(folder, name) {
  return folder === "" ? name : `${folder}/${name}`;
}

// src/inventory/cataloguer.ts
var NOTHING_READ = { packages: [], owned: [], unknowns: [] };

// src/util/exact-json.ts
function parseExactJson(text2) {
  const value = JSON.parse(text2);
  const { twice, isEscaped } = text2.includes("\\") ? keysIn(text2) : NOTHING_TO_SEE;
  const wrong = isEscaped ? twice ?? misreadKey(text2, value) : null;
  if (wrong !== null) throw new SyntaxError(`the key "${wrong}" cannot be read`);
  return value;
}
var NOTHING_TO_SEE = { twice: null, isEscaped: false };
function keysIn(text2) {
  const open2 = [];
  let twice = null;
  let isEscaped = false;
  for (const { kind, key: key2, raw } of tokens(text2)) {
    const keys = open2.at(-1);
    if (kind === "object") open2.push(/* @__PURE__ */ new Set());
    else if (kind === "list") open2.push(null);
    else if (kind === "end") open2.pop();
    else if (kind === "key" && keys) {
      if (keys.has(key2)) twice ??= key2;
      keys.add(key2);
      isEscaped ||= raw.includes("\\");
    }
  }
  return { twice, isEscaped };
}
function misreadKey(text2, value) {
  const open2 = [];
  for (const { kind, key: key2 } of tokens(text2)) {
    const last = open2.at(-1);
    if (kind === "object" || kind === "list") {
      open2.push({ value: last === void 0 ? value : Reflect.get(Object(last.value), last.at), at: 0 });
    } else if (kind === "end") open2.pop();
    else if (last !== void 0 && kind === "key") {
      if (!Object.hasOwn(Object(last.value), key2)) return key2;
      last.at = key2;
    } else if (last !== void 0 && typeof last.at === "number") last.at += 1;
  }
  return null;
}
var KINDS = new Map(
  [
    ["{", "object"],
    ["[", "list"],
    ["}", "end"],
    ["]", "end"],
    [",", "comma"]
  ].map(([char, kind]) => [char, { kind, key: "", raw: "" }])
);
var COLON = /[ \t\r\n]*:/uy;
function* tokens(text2) {
  for (let at2 = 0; at2 < text2.length; at2++) {
    const char = text2[at2];
    const simple = KINDS.get(char);
    if (simple !== void 0) yield simple;
    if (char !== '"') continue;
    const end = stringEnd(text2, at2);
    COLON.lastIndex = end;
    const raw = text2.slice(at2, end);
    if (COLON.test(text2)) yield { kind: "key", key: JSON.parse(raw), raw };
    at2 = end - 1;
  }
}
function stringEnd(text2, start) {
  for (let at2 = start + 1; at2 < text2.length; at2++) {
    const char = text2[at2];
    if (char === "\\") at2++;
    else if (char === '"') return at2 + 1;
  }
  return text2.length;
}

// src/inventory/cataloguers/json.ts
function parseJsonObject(text2) {
  let json;
  try {
    json = parseExactJson(text2.startsWith("\uFEFF") ? text2.slice(1) : text2);
  } catch (error) {
    return `not JSON: ${errorText(error)}`;
  }
  return isObject(json) ? json : "not a JSON object";
}
function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
function member(json, key2) {
  return Object.hasOwn(json, key2) ? Reflect.get(json, key2) : void 0;
}
function textMember(json, key2) {
  const value = member(json, key2);
  return typeof value === "string" ? value : void 0;
}
function entriesOf(value) {
  return isObject(value) ? Object.entries(value) : [];
}
function alternatives(value) {
  const all = Array.isArray(value) ? value : [value];
  return all.filter((one) => typeof one === "string").join(" OR ");
}
function shown(value) {
  if (typeof value === "object" && value !== null) return Array.isArray(value) ? "a list" : "an object";
  return quoted(typeof value === "string" ? value : JSON.stringify(value));
}

// src/inventory/cataloguers/conda/conda.ts
var FILE = /(?:^|\/)conda-meta\/[^/]+\.json$/u;
var NAME3 = /^[a-zA-Z0-9_][a-zA-Z0-9_.-]{0,255}$/u;
var CONDA = {
  id: "conda",
  ecosystem: "conda",
  sees: "Packages in the environments of conda, mamba and pixi (`conda-meta`). Python packages among them are also seen as such, by their own metadata.",
  doesNotSee: "Packages that lie unpacked in the cache (`pkgs`), which no environment uses.",
  names: { folders: ["conda-meta"] },
  wants: (path) => FILE.test(path),
  maxBytes: LIMITS.packageDatabaseBytes.value,
  read: readEntry,
  wellKnown: [],
  behindLinks: [""],
  linkedFolders: /(?:^|\/)conda-meta$/u
};
function readEntry(content) {
  const json = parseJsonObject(content.toString("utf8"));
  if (typeof json === "string") return unknown(json);
  const name = textMember(json, "name");
  if (name === void 0 || !NAME3.test(name)) {
    return unknown(`the package has no usable name: ${shown(member(json, "name"))}`);
  }
  const version = statedVersion(textMember(json, "version"));
  if (version === null) {
    return unknown(`package ${name} has no usable version: ${shown(member(json, "version"))}`);
  }
  const build = statedVersion(textMember(json, "build") ?? textMember(json, "build_string"));
  const licence = statedWords(textMember(json, "license"));
  const one = { type: "conda", name, version, architecture: null, source: null, licence };
  return { ...NOTHING_READ, packages: [build === null ? one : { ...one, qualifiers: { build } }] };
}
function unknown(reason) {
  return { ...NOTHING_READ, unknowns: [reason] };
}

// src/inventory/cataloguers/dotnet/deps-json.ts
var NAME4 = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,255}$/u;
var RUNTIME_PACK = "runtimepack";
var OWN = /* @__PURE__ */ new Set(["project", "reference", "referenceassembly", "msbuildproject"]);
var ASSETS = ["runtime", "native", "resources", "runtimeTargets"];
var PLACEHOLDER = /(?:^|\/)_\._$/u;
function readDepsJson(content) {
  const json = parseJsonObject(content.toString("utf8"));
  if (typeof json === "string") return unknown2(json);
  const libraries = member(json, "libraries");
  if (!isObject(libraries)) return unknown2("it has no list of libraries");
  const target = targetOf(json);
  const packages = [];
  const unknowns = [];
  for (const [key2, library] of Object.entries(libraries)) {
    const type = isObject(library) ? textMember(library, "type")?.toLowerCase() : void 0;
    if (type !== void 0 && OWN.has(type)) continue;
    if (type === "package" && target !== null && hasNoFiles(member(target, key2))) continue;
    const one = type === "package" || type === RUNTIME_PACK ? packageOf(key2) : null;
    if (one === null) unknowns.push(`library ${quoted(key2)} of type ${shown(type)} cannot be read`);
    else packages.push(one);
  }
  return { packages, owned: [], unknowns };
}
function runtimeIdentifier(content) {
  const json = parseJsonObject(content.toString("utf8"));
  const name = typeof json === "string" ? void 0 : targetName(json);
  const at2 = name?.indexOf("/") ?? -1;
  const identifier = at2 < 0 ? "" : name?.slice(at2 + 1) ?? "";
  return NAME4.test(identifier) ? identifier : null;
}
function nugetPackage(name, version) {
  return { type: "nuget", name, version, architecture: null, source: null, licence: null };
}
function packageOf(key2) {
  const slash = key2.lastIndexOf("/");
  const name = key2.slice(0, Math.max(slash, 0)).replace(/^runtimepack\./u, "");
  const version = statedVersion(key2.slice(slash + 1));
  return version !== null && NAME4.test(name) ? nugetPackage(name, version) : null;
}
function targetName(json) {
  const target = member(json, "runtimeTarget");
  if (typeof target === "string") return target;
  return isObject(target) ? textMember(target, "name") : void 0;
}
function targetOf(json) {
  const name = targetName(json);
  const targets = member(json, "targets");
  const target = name !== void 0 && isObject(targets) ? member(targets, name) : null;
  return isObject(target) ? target : null;
}
function hasNoFiles(library) {
  if (!isObject(library)) return false;
  return ASSETS.every((kind) => entriesOf(member(library, kind)).every(([file]) => PLACEHOLDER.test(file)));
}
function unknown2(reason) {
  return { ...NOTHING_READ, unknowns: [reason] };
}

// src/inventory/cataloguers/dotnet/dotnet.ts
var SUFFIX = ".deps.json";
var SHARED = /(?:^|\/)shared\/(Microsoft\.(?:NETCore|AspNetCore|WindowsDesktop)\.App)\/([^/]+)\/\1\.deps\.json$/u;
var DOTNET = {
  id: "dotnet",
  ecosystem: "nuget",
  sees: "NuGet packages and runtime packs in `*.deps.json`; the shared frameworks of .NET and ASP.NET Core, as the runtime packs that their advisories name.",
  doesNotSee: "Packages listed without files, because the framework holds them; assemblies without a `*.deps.json`; applications for the .NET Framework (`packages.config`); `*.nupkg` archives.",
  names: { suffixes: [SUFFIX] },
  wants: (path) => path.endsWith(SUFFIX),
  maxBytes: LIMITS.packageDatabaseBytes.value,
  read: readDotnet,
  wellKnown: [],
  behindLinks: [""],
  linkedFolders: null
};
function readDotnet(content, path) {
  const reading = readDepsJson(content);
  const [, framework, folder] = SHARED.exec(path) ?? [];
  if (framework === void 0) return reading;
  const pack = `${framework}.Runtime.`;
  if (reading.packages.some(({ name: name2 }) => name2.startsWith(pack))) return reading;
  const version = statedVersion(folder);
  if (version === null) return { ...reading, unknowns: [...reading.unknowns, "its folder is no version"] };
  const identifier = runtimeIdentifier(content);
  const name = identifier === null ? framework : `${pack}${identifier}`;
  return { ...reading, packages: [...reading.packages, nugetPackage(name, version)] };
}

// src/inventory/program/layout.ts
var PARTS_MAX = 4096;
function numbersOf(bytes, isLittle) {
  return isLittle ? {
    u16: (at2) => bytes.readUInt16LE(at2),
    u32: (at2) => bytes.readUInt32LE(at2),
    u64: (at2) => Number(bytes.readBigUInt64LE(at2))
  } : {
    u16: (at2) => bytes.readUInt16BE(at2),
    u32: (at2) => bytes.readUInt32BE(at2),
    u64: (at2) => Number(bytes.readBigUInt64BE(at2))
  };
}
function bytesAt(program, offset, length) {
  if (!Number.isSafeInteger(offset) || offset < 0 || length < 0 || offset + length > program.size)
    return null;
  const bytes = program.read(offset, length);
  return bytes.length === length ? Buffer.from(bytes) : null;
}
function bytesAtAddress(program, layout, address, length) {
  for (const { address: start, offset, size } of layout.segments) {
    if (address < start || address + length > start + size) continue;
    return bytesAt(program, offset + (address - start), length);
  }
  return null;
}
function textAt(bytes, at2, most = 4096) {
  if (at2 < 0 || at2 >= bytes.length) return "";
  const end = bytes.indexOf(0, at2);
  const stop = Math.min(end < 0 ? bytes.length : end, at2 + most);
  return bytes.toString("latin1", at2, stop);
}

// src/inventory/program/elf.ts
var TYPE = { executable: 2, shared: 3 };
var SEGMENT = { load: 1, dynamic: 2, interpreter: 3 };
var TAG = { end: 0, needed: 1, stringTable: 5, soname: 14, flags1: 1879048187 };
var NO_BITS = 8;
var WRITABLE = 2;
var PIE = 134217728;
var NEEDED_MAX = 1e3;
var NAME_MAX = 64;
var TABLE_MAX = 64 * 1024 * 1024;
function readElf(program) {
  const start = bytesAt(program, 0, Math.min(64, program.size));
  if (start === null || start.length < 52) return "its ELF header is cut short";
  const is64 = start[4] === 2;
  const isLittle = start[5] !== 2;
  if (is64 && start.length < 64) return "its ELF header is cut short";
  const header = is64 ? header64(numbersOf(start, isLittle)) : header32(numbersOf(start, isLittle));
  const segments = readSegments(program, header, is64, isLittle);
  if (segments === null) return "its program headers lie outside of it";
  const sections = readSections(program, header, is64, isLittle) ?? [];
  const dynamic = readDynamic(program, segments, is64, isLittle);
  const interpreter = segments.find(({ type }) => type === SEGMENT.interpreter);
  const named = interpreter === void 0 ? null : bytesAt(program, interpreter.offset, Math.min(interpreter.size, 4096));
  const isProgram2 = header.type === TYPE.executable || header.type === TYPE.shared && (named !== null || dynamic.isPie || header.entry !== 0 && dynamic.soname === null && dynamic.needed.length === 0);
  return {
    isLittle,
    segments: segments.filter(({ type }) => type === SEGMENT.load),
    sections,
    facts: {
      format: "elf",
      isLibrary: !isProgram2,
      needed: dynamic.needed,
      interpreter: named === null ? null : textAt(named, 0).replace(/^\/+/u, "")
    }
  };
}
function header64(n) {
  return {
    type: n.u16(16),
    entry: n.u64(24),
    segments: { at: n.u64(32), size: n.u16(54), count: n.u16(56) },
    sections: { at: n.u64(40), size: n.u16(58), count: n.u16(60), names: n.u16(62) }
  };
}
function header32(n) {
  return {
    type: n.u16(16),
    entry: n.u32(24),
    segments: { at: n.u32(28), size: n.u16(42), count: n.u16(44) },
    sections: { at: n.u32(32), size: n.u16(46), count: n.u16(48), names: n.u16(50) }
  };
}
function readSegments(program, { segments }, is64, isLittle) {
  const { at: at2, size, count } = segments;
  if (count > PARTS_MAX || count > 0 && size < (is64 ? 56 : 32)) return null;
  const table = bytesAt(program, at2, size * count);
  if (table === null) return null;
  const n = numbersOf(table, isLittle);
  return Array.from({ length: count }, (_, index) => {
    const from = index * size;
    const flags = n.u32(from + (is64 ? 4 : 24));
    return {
      type: n.u32(from),
      offset: is64 ? n.u64(from + 8) : n.u32(from + 4),
      address: is64 ? n.u64(from + 16) : n.u32(from + 8),
      size: is64 ? n.u64(from + 32) : n.u32(from + 16),
      isWritable: (flags & WRITABLE) !== 0
    };
  });
}
function readSections(program, { sections }, is64, isLittle) {
  const { at: at2, size, count, names: names2 } = sections;
  if (count === 0 || count > PARTS_MAX || names2 >= count || size < (is64 ? 64 : 40)) return null;
  const table = bytesAt(program, at2, size * count);
  if (table === null) return null;
  const n = numbersOf(table, isLittle);
  const place = (index) => ({
    offset: is64 ? n.u64(index * size + 24) : n.u32(index * size + 16),
    size: is64 ? n.u64(index * size + 32) : n.u32(index * size + 20)
  });
  const strings = place(names2);
  const nameOf2 = (index) => {
    const from = n.u32(index * size);
    const left = Math.min(NAME_MAX, strings.size - from, program.size - strings.offset - from);
    return left <= 0 ? "" : textAt(program.read(strings.offset + from, left), 0);
  };
  return Array.from({ length: count }, (_, index) => index).filter((index) => n.u32(index * size + 4) !== NO_BITS).map((index) => ({ name: nameOf2(index), ...place(index) }));
}
function readDynamic(program, segments, is64, isLittle) {
  const none = { needed: [], soname: null, isPie: false };
  const segment = segments.find(({ type }) => type === SEGMENT.dynamic);
  const table = segment === void 0 || segment.size > TABLE_MAX ? null : bytesAt(program, segment.offset, segment.size);
  if (table === null) return none;
  const n = numbersOf(table, isLittle);
  const width = is64 ? 8 : 4;
  const needed = [];
  let [soname, strings, flags] = [null, null, 0];
  for (let at2 = 0; at2 + width * 2 <= table.length; at2 += width * 2) {
    const tag = is64 ? n.u64(at2) : n.u32(at2);
    const value = is64 ? n.u64(at2 + width) : n.u32(at2 + width);
    if (tag === TAG.end) break;
    if (tag === TAG.needed && needed.length < NEEDED_MAX) needed.push(value);
    else if (tag === TAG.soname) soname = value;
    else if (tag === TAG.stringTable) strings = value;
    else if (tag === TAG.flags1) flags = value;
  }
  const isPie = (flags & PIE) !== 0;
  const name = (offset) => textOf(program, segments, strings, offset);
  const names2 = needed.map(name).filter((one) => one !== "");
  return { needed: names2, soname: soname === null ? null : name(soname), isPie };
}
function textOf(program, segments, strings, offset) {
  if (strings === null) return "";
  const address = strings + offset;
  const load = segments.find(
    (one) => one.type === SEGMENT.load && address >= one.address && address < one.address + one.size
  );
  if (load === void 0) return "";
  const from = load.offset + (address - load.address);
  const bytes = bytesAt(program, from, Math.min(512, Math.max(0, program.size - from)));
  return bytes === null ? "" : textAt(bytes, 0, 512);
}

// src/inventory/program/mach-o.ts
var MAGIC = { is32: 4277009102, is64: 4277009103 };
var FAT = { is32: 3405691582, is64: 3405691583 };
var COMMAND = { segment: 1, segment64: 25, library: 12 };
var WRITABLE2 = 2;
var TYPE_LIBRARY = 6;
var COMMANDS_MAX = 16 * 1024 * 1024;
var SLICES_MAX = 44;
function slicesOf(program) {
  const start = bytesAt(program, 0, 8);
  const magic = start?.readUInt32BE(0);
  if (start === null || magic !== FAT.is32 && magic !== FAT.is64) return [program];
  const count = Math.min(start.readUInt32BE(4), SLICES_MAX);
  const width = magic === FAT.is64 ? 32 : 20;
  const table = bytesAt(program, 8, count * width);
  if (table === null) return [];
  return Array.from({ length: count }, (_, index) => {
    const n = numbersOf(table, false);
    const at2 = index * width;
    const [offset, size] = magic === FAT.is64 ? [n.u64(at2 + 8), n.u64(at2 + 16)] : [n.u32(at2 + 8), n.u32(at2 + 12)];
    return sliceOf(program, offset, Math.min(size, Math.max(0, program.size - offset)));
  });
}
function sliceOf(program, start, size) {
  return {
    ...program,
    size,
    read: (offset, length) => program.read(start + offset, Math.max(0, Math.min(length, size - offset)))
  };
}
function readMachO(program) {
  const start = bytesAt(program, 0, 32);
  if (start === null) return "its Mach-O header is cut short";
  const isLittle = start.readUInt32LE(0) === MAGIC.is32 || start.readUInt32LE(0) === MAGIC.is64;
  const header = numbersOf(start, isLittle);
  const is64 = header.u32(0) === MAGIC.is64;
  if (!is64 && header.u32(0) !== MAGIC.is32) return "its Mach-O header is of an unknown kind";
  const size = header.u32(20);
  const commands = size > COMMANDS_MAX ? null : bytesAt(program, is64 ? 32 : 28, size);
  if (commands === null) return "its load commands lie outside of it";
  const n = numbersOf(commands, isLittle);
  const segments = [];
  const sections = [];
  const needed = [];
  let at2 = 0;
  for (let left = Math.min(header.u32(16), PARTS_MAX); left > 0; left--) {
    if (at2 + 8 > size) return "its load commands are cut short";
    const [command, length] = [n.u32(at2), n.u32(at2 + 4)];
    if (length < 8 || at2 + length > size) return "a load command lies outside of the others";
    const body = commands.subarray(at2, at2 + length);
    if (command === COMMAND.segment || command === COMMAND.segment64) {
      const problem = readSegment(body, command === COMMAND.segment64, isLittle, { segments, sections });
      if (problem !== null) return problem;
    } else if (command === COMMAND.library && length >= 24) needed.push(textAt(body, n.u32(at2 + 8), 512));
    at2 += length;
  }
  const isLibrary = header.u32(12) === TYPE_LIBRARY;
  return { isLittle, segments, sections, facts: { format: "mach-o", isLibrary, needed, interpreter: null } };
}
function readSegment(body, is64, isLittle, into) {
  const head = is64 ? 72 : 56;
  if (body.length < head) return "a segment is cut short";
  const n = numbersOf(body, isLittle);
  into.segments.push({
    address: is64 ? n.u64(24) : n.u32(24),
    offset: is64 ? n.u64(40) : n.u32(32),
    size: is64 ? n.u64(48) : n.u32(36),
    isWritable: (n.u32(is64 ? 60 : 44) & WRITABLE2) !== 0
  });
  const count = n.u32(is64 ? 64 : 48);
  const width = is64 ? 80 : 68;
  if (into.sections.length + count > PARTS_MAX) return "it has too many sections";
  if (head + count * width > body.length) return "the sections of a segment are cut short";
  for (let at2 = head; at2 < head + count * width; at2 += width) {
    into.sections.push({
      name: textAt(body.subarray(at2, at2 + 16), 0),
      offset: is64 ? n.u32(at2 + 48) : n.u32(at2 + 40),
      size: is64 ? n.u64(at2 + 40) : n.u32(at2 + 36)
    });
  }
  return null;
}

// src/inventory/program/pe.ts
var SIGNATURE = 17744;
var OPTIONAL_64 = 523;
var WRITABLE3 = 2147483648;
var LIBRARY = 8192;
var SECTION_BYTES = 40;
function readPe(program) {
  const start = bytesAt(program, 0, 64);
  const at2 = start?.readUInt32LE(60) ?? -1;
  const header = bytesAt(program, at2, 24);
  if (header === null || header.readUInt32LE(0) !== SIGNATURE) return "its PE header lies outside of it";
  const n = numbersOf(header, true);
  const count = n.u16(6);
  const optionalSize = n.u16(20);
  const optional = bytesAt(program, at2 + 24, optionalSize);
  const table = count > PARTS_MAX ? null : bytesAt(program, at2 + 24 + optionalSize, count * SECTION_BYTES);
  if (optional === null || optional.length < 32 || table === null) return "its sections lie outside of it";
  const base = optional.readUInt16LE(0) === OPTIONAL_64 ? Number(optional.readBigUInt64LE(24)) : optional.readUInt32LE(28);
  const segments = [];
  const sections = [];
  for (let from = 0; from < table.length; from += SECTION_BYTES) {
    const offset = table.readUInt32LE(from + 20);
    const size = table.readUInt32LE(from + 16);
    sections.push({ name: textAt(table.subarray(from, from + 8), 0), offset, size });
    segments.push({
      address: base + table.readUInt32LE(from + 12),
      offset,
      size,
      isWritable: (table.readUInt32LE(from + 36) & WRITABLE3) !== 0
    });
  }
  const isLibrary = (n.u16(22) & LIBRARY) !== 0;
  return {
    isLittle: true,
    segments,
    sections,
    facts: { format: "pe", isLibrary, needed: [], interpreter: null }
  };
}

// src/inventory/program/facts.ts
function readProgramFacts(program) {
  const [first] = slicesOf(program);
  const layout = first === void 0 ? "it holds no program" : readLayout(first);
  return typeof layout === "string" ? layout : layout.facts;
}
var layouts = /* @__PURE__ */ new WeakMap();
function readLayout(program) {
  const known = layouts.get(program);
  if (known !== void 0) return known;
  const layout = readLayoutOf(program);
  layouts.set(program, layout);
  return layout;
}
function readLayoutOf(program) {
  if (program.format === "elf") return readElf(program);
  return program.format === "pe" ? readPe(program) : readMachO(program);
}

// src/inventory/cataloguers/dotnet/single-file.ts
var MARK = Buffer.from("8b1202b96a612038727b930214d7a03213f5b9e6efae3318ee3b2dce24b36aae", "hex");
var SECTIONS = /* @__PURE__ */ new Set([".data", "__data", ".rdata", ".rodata"]);
var SEARCHED = 16 * 1024 * 1024;
var WITH_OFFSETS = 2;
var HEADER_BYTES = 512;
var OVERLAP = "overlap";
var DOTNET_SINGLE_FILE = {
  id: "dotnet-single-file",
  ecosystem: "nuget",
  sees: "Packages of .NET programs that were published as a single file, by the `*.deps.json` inside.",
  doesNotSee: "Bundles of .NET Core 3 and bundles without that list (told); programs compiled ahead of time.",
  readProgram(program) {
    const at2 = headerOffset(program);
    if (at2 === null) return null;
    return at2 === OVERLAP ? unknown3("its sections lie over each other") : readBundle(program, at2);
  }
};
function headerOffset(program) {
  const layout = readLayout(program);
  if (typeof layout === "string") return null;
  let left = program.size;
  for (const { name, offset, size } of layout.sections) {
    if (!SECTIONS.has(name)) continue;
    const wanted = Math.max(0, Math.min(size, SEARCHED, program.size - offset));
    left -= wanted;
    if (left < 0) return OVERLAP;
    const bytes = program.read(offset, wanted);
    const at2 = bytes.indexOf(MARK);
    if (at2 < 8) continue;
    const header = bytes.readBigUInt64LE(at2 - 8);
    if (header > 0n) return Number(header);
  }
  return null;
}
function readBundle(program, at2) {
  const header = program.read(at2, HEADER_BYTES);
  if (header.length < 16) return unknown3("its .NET bundle lies outside of it");
  if (header.readUInt32LE(0) < WITH_OFFSETS) return unknown3("its .NET bundle has a format that is not read");
  const after = 13 + (header[12] ?? 0);
  if (after + 16 > header.length) return unknown3("the header of its .NET bundle is cut short");
  const offset = Number(header.readBigInt64LE(after));
  const size = Number(header.readBigInt64LE(after + 8));
  if (size === 0) return unknown3("its .NET bundle has no list of dependencies");
  const bytes = size > LIMITS.packageFileBytes.value ? null : bytesAt(program, offset, size);
  return bytes === null ? unknown3("the list of dependencies of its .NET bundle cannot be read") : readDepsJson(bytes);
}
function unknown3(reason) {
  return { packages: [], owned: [], unknowns: [reason] };
}

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
function readDatabase(content, wanted, read) {
  const { stanzas, badLines, repeated } = readStanzas(content.toString("utf8"), wanted);
  const packages = [];
  const unknowns = [];
  for (const stanza of stanzas) {
    const one = read(stanza);
    if (typeof one === "string") unknowns.push(one);
    else if (one !== null) packages.push(one);
  }
  if (badLines > 0) unknowns.push(`${badLines} lines of the package database are not "Name: value"`);
  if (repeated > 0) {
    unknowns.push(
      `${repeated} fields come twice in one entry: an empty line is missing, or the file is damaged`
    );
  }
  return { packages, unknowns };
}

// src/inventory/cataloguers/dpkg/maker.ts
var DISTRIBUTION = /@(?:[a-z0-9-]+\.)*(?:debian\.(?:org|net)|ubuntu\.com|canonical\.com|kali\.org)>?$/iu;
function isForeign(maintainer, original) {
  if (original !== void 0) return false;
  return maintainer !== void 0 && !DISTRIBUTION.test(maintainer.trim());
}

// src/inventory/cataloguers/dpkg/md5sums.ts
var FIRST_LINE = /^[0-9a-f]{32} [ *]/u;
var LINE2 = /^([0-9a-f]{32}) [ *](.+)$/u;
var ROOT = /^\.?\//u;
var NAME5 = /(?:^|\/)([^/:]+)(?::[^/:]+)?\.(?:md5sums|list)$/u;
function readMd5sums(content, place) {
  if (!FIRST_LINE.test(content.toString("latin1", 0, 34))) return null;
  const name = packageOf2(place);
  const owned = [];
  const programs = [];
  for (const line of content.toString("utf8").split("\n")) {
    const match = LINE2.exec(line);
    if (match?.[1] === void 0 || match[2] === void 0) continue;
    const path = match[2].replace(ROOT, "");
    const hash2 = { algorithm: "md5", hex: match[1] };
    if (isOwnable(path)) owned.push({ path, hash: hash2 });
    else if (name !== null && isProgramPath(path)) programs.push({ path, package: name, hash: hash2 });
  }
  return { owned, programs };
}
function readFileList(content, place) {
  const name = packageOf2(place);
  if (name === null) return [];
  const lines = content.toString("utf8").split("\n");
  const programs = [];
  for (const [at2, line] of lines.entries()) {
    const path = line.replace(ROOT, "");
    const isFolder = lines[at2 + 1]?.startsWith(`${line}/`) === true;
    if (!isFolder && path !== "" && path !== "." && isProgramPath(path))
      programs.push({ path, package: name });
  }
  return programs;
}
function packageOf2(place) {
  return NAME5.exec(place)?.[1] ?? null;
}

// src/inventory/cataloguers/dpkg/relations.ts
var RELATION_FIELDS = [
  "essential",
  "protected",
  "priority",
  "depends",
  "pre-depends",
  "provides",
  "installed-size"
];
var NAME6 = /^\s*([a-zA-Z0-9][a-zA-Z0-9+.-]*)/u;
var KIB = /^\d{1,12}$/u;
function readRelations2(stanza) {
  const isNeeded = [stanza.get("essential"), stanza.get("protected")].includes("yes");
  const size = stanza.get("installed-size") ?? "";
  return {
    essential: isNeeded || stanza.get("priority") === "required",
    depends: [...groups(stanza.get("pre-depends")), ...groups(stanza.get("depends"))],
    provides: groups(stanza.get("provides")).flat(),
    installedBytes: KIB.test(size) ? Number(size) * 1024 : null
  };
}
function groups(field) {
  return (field ?? "").split(",").map((group) => group.split("|").flatMap((one) => NAME6.exec(one)?.[1] ?? [])).filter((group) => group.length > 0);
}

// src/inventory/cataloguers/dpkg/dpkg.ts
var STATUS = "var/lib/dpkg/status";
var STATUS_FOLDER = "var/lib/dpkg/status.d/";
var INFO_FOLDER = "var/lib/dpkg/info/";
var MD5SUMS = ".md5sums";
var LIST = ".list";
var PACKAGE_LINE = "\nPackage:";
var FIELDS = /* @__PURE__ */ new Set([
  "package",
  "status",
  "version",
  "architecture",
  "source",
  "maintainer",
  "original-maintainer",
  ...RELATION_FIELDS
]);
var NAME7 = /^[a-zA-Z0-9][a-zA-Z0-9+.-]{0,255}$/u;
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
  names: { bases: ["status"], suffixes: [MD5SUMS, LIST], folders: ["status.d"] },
  wants(path) {
    if (path === STATUS) return true;
    if (isIn(path, STATUS_FOLDER)) return true;
    return isIn(path, INFO_FOLDER) && (path.endsWith(MD5SUMS) || path.endsWith(LIST));
  },
  maxBytes: LIMITS.packageDatabaseBytes.value,
  read: readDpkg,
  wellKnown: [STATUS, STATUS_FOLDER, INFO_FOLDER],
  behindLinks: [""],
  linkedFolders: null
};
function readDpkg(content, path) {
  const files = content.includes(PACKAGE_LINE) ? null : readMd5sums(content, path);
  if (files !== null) return { ...NOTHING_READ, ...files };
  if (path.endsWith(LIST)) return { ...NOTHING_READ, programs: readFileList(content, path) };
  const { packages, unknowns } = readDatabase(content, FIELDS, readPackage2);
  const cut = path.endsWith("/status") ? cutShort(content) : null;
  if (cut !== null) unknowns.push(cut);
  return { packages, owned: [], unknowns };
}
function readPackage2(stanza) {
  const name = stanza.get("package");
  if (name === void 0 || !NAME7.test(name)) return `a package has no usable name: ${quoted(name)}`;
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
    licence: null,
    relations: readRelations2(stanza),
    ...isForeign(stanza.get("maintainer"), stanza.get("original-maintainer")) ? { isForeign: true } : {}
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

// src/inventory/cataloguers/go/build-info.ts
var MAGIC2 = Buffer.from("\xFF Go buildinf:", "latin1");
var HEADER_BYTES2 = 32;
var ALIGNMENT = 16;
var SECTIONS2 = /* @__PURE__ */ new Set([".go.buildinfo", "__go_buildinfo"]);
var BIG_ENDIAN = 1;
var INLINE = 2;
var SEARCHED2 = 64 * 1024;
var TEXT_MAX = 16 * 1024 * 1024;
var FRAME = 16;
function readBuildInfo(program, layout) {
  const at2 = find(program, layout);
  if (at2 === null) return null;
  const header = bytesAt(program, at2, HEADER_BYTES2);
  if (header === null) return "its build information is cut short";
  const flags = header[15] ?? 0;
  const info = (flags & INLINE) === 0 ? readPointers(program, layout, header) : readInline(program, at2 + HEADER_BYTES2);
  if (info === null) return "its build information is cut short";
  return { go: info.go, modules: unframed(info.modules) };
}
function find(program, layout) {
  const places = [
    ...layout.sections.filter(({ name }) => SECTIONS2.has(name)),
    ...layout.sections.filter(({ name }) => name === ".data"),
    ...layout.segments.filter(({ isWritable }) => isWritable)
  ];
  for (const { offset, size } of places) {
    const bytes = program.read(offset, Math.max(0, Math.min(size, SEARCHED2)));
    for (let from = 0; ; from++) {
      const at2 = bytes.indexOf(MAGIC2, from);
      if (at2 < 0) break;
      if (at2 % ALIGNMENT === 0) return offset + at2;
      from = at2;
    }
  }
  return null;
}
function readInline(program, at2) {
  const go = inlineText(program, at2);
  const modules = go === null ? null : inlineText(program, go.end);
  return go === null || modules === null ? null : { go: go.text.toString("utf8"), modules: modules.text };
}
function inlineText(program, at2) {
  const bytes = program.read(at2, 10);
  let length = 0;
  for (let index = 0; index < bytes.length; index++) {
    const byte = bytes[index] ?? 0;
    length += (byte & 127) * 2 ** (7 * index);
    if (byte >= 128) continue;
    const start = at2 + index + 1;
    const text2 = length > TEXT_MAX ? null : bytesAt(program, start, length);
    return text2 === null ? null : { text: text2, end: start + length };
  }
  return null;
}
function readPointers(program, layout, header) {
  const width = header[14] ?? 0;
  if (width !== 4 && width !== 8) return null;
  const isLittle = ((header[15] ?? 0) & BIG_ENDIAN) === 0;
  const pointer = (bytes, at2) => width === 8 ? numbersOf(bytes, isLittle).u64(at2) : numbersOf(bytes, isLittle).u32(at2);
  const text2 = (address) => {
    const string = bytesAtAddress(program, layout, address, width * 2);
    if (string === null) return null;
    const length = pointer(string, width);
    return length > TEXT_MAX ? null : bytesAtAddress(program, layout, pointer(string, 0), length);
  };
  const go = text2(pointer(header, 16));
  if (go === null || go.length === 0) return null;
  return { go: go.toString("utf8"), modules: text2(pointer(header, 16 + width)) ?? Buffer.alloc(0) };
}
function unframed(modules) {
  const end = modules.length - FRAME;
  return end > FRAME && modules[end - 1] === 10 ? modules.toString("utf8", FRAME, end) : "";
}

// src/inventory/cataloguers/go/modules.ts
var LINES_MAX = 2e4;
var DEVELOPMENT = "(devel)";
function readModules(text2) {
  let program = "";
  let main = null;
  const dependencies = [];
  const settings = /* @__PURE__ */ new Map();
  let last = null;
  const lines = text2.split("\n", LINES_MAX + 1);
  for (const line of lines.slice(0, LINES_MAX)) {
    const [kind, path = "", version = ""] = line.split("	");
    if (kind === "path") program = path;
    else if (kind === "mod" || kind === "dep") {
      last = kind;
      if (kind === "mod") main = { path, version };
      else dependencies.push({ path, version });
    } else if (kind === "=>") {
      if (version === "" || version === DEVELOPMENT) continue;
      if (last === "mod") main = { path, version };
      else if (last === "dep") dependencies[dependencies.length - 1] = { path, version };
    } else if (kind === "build") {
      const equals = path.indexOf("=");
      if (equals > 0) settings.set(path.slice(0, equals), unquoted(path.slice(equals + 1)));
    }
  }
  return {
    program,
    main,
    dependencies: dependencies.filter(({ version }) => version !== DEVELOPMENT),
    settings,
    isCut: lines.length > LINES_MAX
  };
}
function unquoted(value) {
  if (!value.startsWith('"')) return value;
  try {
    const text2 = JSON.parse(value);
    return typeof text2 === "string" ? text2 : value;
  } catch {
    return value;
  }
}
var LINKED = /(?<=^|\s)-X[ =]['"]?([\w./-]*)\.(?:[vV]ersion|gitVersion|buildVersion|appVersion)=v?(\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?)(?=['"\s]|$)/gu;
function linkedVersion(settings, module2) {
  const flags = (settings.get("-ldflags") ?? "").slice(0, 65536);
  const stated = [...flags.matchAll(LINKED)].map(([, place = "", version = ""]) => ({ place, version }));
  const own = stated.find(({ place }) => place === "main" || `${place}/`.startsWith(`${module2}/`));
  if (own !== void 0) return `v${own.version}`;
  const [first, ...others] = new Set(stated.map(({ version }) => version));
  return first === void 0 || others.length > 0 ? null : `v${first}`;
}

// src/inventory/cataloguers/go/go.ts
var RELEASE = /^go(\d+\.\d+(?:\.\d+)?(?:(?:rc|beta)\d+)?)(?=$|[+ ]|-(?!devel|\d))/u;
var TOOL = "cmd/";
var PATH = /^[A-Za-z0-9][\w.~/!-]{0,400}$/u;
var VERSION2 = /^v\d[\w.+-]{0,200}$/u;
var GO = {
  id: "go",
  ecosystem: "golang",
  sees: 'Modules and the standard library of programs built by Go 1.12 or later, in ELF, Mach-O (also fat) and PE files; the version of the main module from its tag or from `-ldflags "-X \u2026version="`.',
  doesNotSee: "The main module of a program whose version nothing states (most are your own), modules of the workspace that it was built from, and the real version of a module that was replaced by a folder (it is taken for the one that was asked for). A program without readable build information is told.",
  readProgram(program) {
    const readings = slicesOf(program).flatMap((slice) => readSlice(slice) ?? []);
    const [first, ...rest] = readings;
    if (first === void 0) return null;
    return rest.reduce(joined, first);
  }
};
function readSlice(program) {
  const layout = readLayout(program);
  if (typeof layout === "string") return null;
  const info = readBuildInfo(program, layout);
  if (info === null) return null;
  return typeof info === "string" ? { packages: [], owned: [], unknowns: [info] } : readInfo(info);
}
function readInfo(info) {
  const unknowns = [];
  const packages = [];
  const release = RELEASE.exec(info.go)?.[1];
  if (release === void 0) {
    unknowns.push(
      `it was built by ${quoted(info.go)}, which is no release of Go: its standard library is not known`
    );
  } else packages.push(packageOf3("stdlib", release));
  if (info.modules === "") {
    unknowns.push("it was built without modules: what it is made of is not known");
    return { packages, owned: [], unknowns };
  }
  const { program, main, dependencies, settings, isCut } = readModules(info.modules);
  if (isCut) unknowns.push("its list of modules is too long: the rest of it was not read");
  if (main === null && dependencies.length === 0 && !program.startsWith(TOOL))
    unknowns.push("it was built without modules: what it is made of is not known");
  const own = main === null ? null : withVersion(main, linkedVersion(settings, main.path));
  for (const { path, version } of own === null ? dependencies : [own, ...dependencies]) {
    if (PATH.test(path) && VERSION2.test(version)) packages.push(packageOf3(path, version));
    else unknowns.push(`module ${quoted(path)} has no usable version: ${quoted(version)}`);
  }
  return { packages, owned: [], unknowns };
}
function withVersion({ path, version }, linked) {
  if (version !== DEVELOPMENT && version !== "") return { path, version };
  return linked === null ? null : { path, version: linked };
}
function packageOf3(name, version) {
  return { type: "golang", name, version, architecture: null, source: null, licence: null };
}
function joined(a, b) {
  const known = new Set(a.packages.map(({ name, version }) => `${name} ${version}`));
  const more = b.packages.filter(({ name, version }) => !known.has(`${name} ${version}`));
  return {
    packages: [...a.packages, ...more],
    owned: [],
    unknowns: [.../* @__PURE__ */ new Set([...a.unknowns, ...b.unknowns])]
  };
}

// src/util/zip-buffer.ts
var import_node_zlib3 = require("node:zlib");

// src/util/zip-format.ts
var ZIP = {
  end: 101010256,
  endBytes: 22,
  maxComment: 65535,
  locator64: 117853008,
  locator64Bytes: 20,
  end64: 101075792,
  end64Bytes: 56,
  member: 33639248,
  memberBytes: 46,
  localHeader: 67324752,
  localHeaderBytes: 30,
  extraZip64: 1,
  encrypted: 1,
  full16: 65535,
  full32: 4294967295,
  stored: 0,
  deflated: 8
};

// src/util/zip-member.ts
function parseZipMember(bytes, shift = 0) {
  const nameEnd = ZIP.memberBytes + bytes.readUInt16LE(28);
  const name = bytes.toString("utf8", ZIP.memberBytes, nameEnd);
  const extra = bytes.subarray(nameEnd, nameEnd + bytes.readUInt16LE(30));
  const short = [bytes.readUInt32LE(24), bytes.readUInt32LE(20), bytes.readUInt32LE(42)];
  const wide = withZip64(short, extra);
  if (wide === null || wide.some((value) => !Number.isSafeInteger(value)))
    return "a zip64 field is missing or wrong";
  const [size = 0, compressedSize = 0, offset = 0] = wide;
  return {
    name,
    method: bytes.readUInt16LE(10),
    crc: bytes.readUInt32LE(16),
    compressedSize,
    size,
    offset: offset + shift,
    isEncrypted: (bytes.readUInt16LE(8) & ZIP.encrypted) !== 0
  };
}
function withZip64(short, extra) {
  if (!short.includes(ZIP.full32)) return short;
  let at2 = 0;
  while (at2 + 4 <= extra.length) {
    const length = extra.readUInt16LE(at2 + 2);
    const field = extra.subarray(at2 + 4, at2 + 4 + length);
    if (extra.readUInt16LE(at2) === ZIP.extraZip64) {
      let next = 0;
      return short.map((value) => {
        if (value !== ZIP.full32) return value;
        next += 8;
        return number64(field, next - 8);
      });
    }
    at2 += 4 + length;
  }
  return null;
}
function variableBytes(bytes, at2) {
  return bytes.readUInt16LE(at2 + 28) + bytes.readUInt16LE(at2 + 30) + bytes.readUInt16LE(at2 + 32);
}
function number64(bytes, at2) {
  return at2 + 8 > bytes.length ? Number.NaN : Number(bytes.readBigUInt64LE(at2));
}

// src/util/zip-buffer.ts
function listZip(bytes, maxEntries) {
  const place = findDirectory(bytes);
  if (typeof place === "string") return place;
  if (place.entries > maxEntries) return `it has ${place.entries} files, the limit is ${maxEntries}`;
  const start = place.end - place.size;
  const shift = start - place.offset;
  if (start < 0 || shift < 0) return "its list of files does not lie where it should";
  const members = [];
  let at2 = start;
  while (at2 < place.end) {
    if (at2 + ZIP.memberBytes > place.end || bytes.readUInt32LE(at2) !== ZIP.member)
      return "its list of files is damaged";
    const end = at2 + ZIP.memberBytes + variableBytes(bytes, at2);
    if (end > place.end) return "its list of files ends too early";
    const member3 = parseZipMember(bytes.subarray(at2, end), shift);
    if (typeof member3 === "string") return member3;
    members.push(member3);
    at2 = end;
  }
  return members.length === place.entries ? members : `it lists ${members.length} files but counts ${place.entries}`;
}
function readZipMember(bytes, member3, maxBytes) {
  const { offset, compressedSize, size, method } = member3;
  if (member3.isEncrypted) return "it is encrypted";
  if (size > maxBytes) return `it has ${size} bytes, the limit is ${maxBytes}`;
  if (offset + ZIP.localHeaderBytes > bytes.length || bytes.readUInt32LE(offset) !== ZIP.localHeader) {
    return "its header is missing";
  }
  const start = offset + ZIP.localHeaderBytes + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
  if (start + compressedSize > bytes.length) return "it is cut short";
  const content = unpack(bytes.subarray(start, start + compressedSize), method, size);
  if (typeof content === "string") return content;
  if (content.length !== size) return `it has ${content.length} bytes, but the list of files says ${size}`;
  return (0, import_node_zlib3.crc32)(content) === member3.crc ? content : "its checksum is wrong";
}
function unpack(data, method, size) {
  if (method === ZIP.stored) return data;
  if (method !== ZIP.deflated) return `it is compressed in a way that is not read (method ${method})`;
  try {
    return (0, import_node_zlib3.inflateRawSync)(data, { maxOutputLength: Math.max(size, 1) });
  } catch (error) {
    return `it cannot be inflated to the ${size} bytes it should have: ${errorText(error)}`;
  }
}
function findDirectory(bytes) {
  const last = bytes.length - ZIP.endBytes;
  for (let at2 = last; at2 >= 0 && at2 >= last - ZIP.maxComment; at2--) {
    if (bytes[at2] !== 80 || bytes.readUInt32LE(at2) !== ZIP.end) continue;
    if (at2 + ZIP.endBytes + bytes.readUInt16LE(at2 + 20) !== bytes.length) continue;
    const place = {
      entries: bytes.readUInt16LE(at2 + 10),
      size: bytes.readUInt32LE(at2 + 12),
      offset: bytes.readUInt32LE(at2 + 16),
      end: at2
    };
    const is64 = place.entries === ZIP.full16 || place.size === ZIP.full32 || place.offset === ZIP.full32;
    return (is64 ? findDirectory64(bytes, at2) : null) ?? place;
  }
  return "it is not a zip archive, or its end is missing";
}
function findDirectory64(bytes, end) {
  const locator = end - ZIP.locator64Bytes;
  if (locator < 0 || bytes.readUInt32LE(locator) !== ZIP.locator64) return null;
  const stated = number64(bytes, locator + 8);
  const at2 = [stated, locator - ZIP.end64Bytes].find(
    (place) => place >= 0 && place + ZIP.end64Bytes <= locator && bytes.readUInt32LE(place) === ZIP.end64
  );
  if (at2 === void 0) return "its zip64 end is missing";
  const [entries, size, offset] = [
    number64(bytes, at2 + 32),
    number64(bytes, at2 + 40),
    number64(bytes, at2 + 48)
  ];
  return { entries, size, offset, end: at2 };
}

// src/inventory/cataloguers/java/jdk.ts
var JDK = /(?:^|\/)lib\/(?:jrt-fs|(?:ext\/|security\/(?:policy\/(?:unlimited|limited)\/)?)?(?:rt|charsets|jce|jsse|resources|management-agent|tools|dt|sa-jdi|jconsole|jfr|cldrdata|dnsns|jaccess|localedata|nashorn|sunec|sunjce_provider|sunpkcs11|zipfs))\.jar$/u;
var JDK_CLASS = /^(?:java|javax|sun|jdk|com\/sun|com\/oracle|oracle|org\/(?:ietf|jcp|omg|w3c|xml|relaxng))\//u;
function isPartOfJdk(path, classes) {
  return JDK.test(path) && !path.includes("!/") && classes.every((name) => JDK_CLASS.test(name));
}

// src/inventory/cataloguers/java/coordinates.ts
var ID = /^[A-Za-z0-9_.-]{1,256}$/u;
function coordinates(group, artifact, version) {
  const stated = statedVersion(version);
  if (group === void 0 || artifact === void 0 || stated === null) return null;
  if (stated.includes("${") || !ID.test(group) || !ID.test(artifact)) return null;
  return { group, artifact, version: stated };
}

// src/inventory/cataloguers/java/manifest.ts
var LINE3 = /\r\n|[\r\n]/u;
var FILE2 = /^(.+?)-(\d[^/]*)\.[^./]+$/u;
var FILE_MAX = 255;
function readManifest(content) {
  const values = /* @__PURE__ */ new Map();
  let name = null;
  let parts = [];
  const end = () => {
    if (name !== null) values.set(name, parts.join("").trim());
  };
  for (const line of content.toString("utf8").split(LINE3)) {
    if (line.startsWith(" ")) {
      parts.push(line.slice(1));
      continue;
    }
    end();
    name = null;
    if (line === "") {
      if (values.size > 0) break;
      continue;
    }
    const colon = line.indexOf(":");
    if (colon <= 0) continue;
    name = line.slice(0, colon).trim().toLowerCase();
    parts = [line.slice(colon + 1)];
  }
  end();
  return values;
}
function identifyByManifest(manifest, fileName) {
  const { artifact, version } = partsOf(fileName);
  if (artifact === void 0 || version === void 0) return null;
  const stated = [manifest.get("implementation-version"), manifest.get("bundle-version")];
  if (!stated.some((one) => one === version || one === osgiVersion(version))) return null;
  return coordinates(groupOf(manifest, artifact) ?? void 0, artifact, version);
}
function isOnlyOthers(found, fileName) {
  const { artifact, version } = partsOf(fileName);
  if (artifact === void 0 || version === void 0 || found.length === 0) return false;
  return !found.some((one) => one.artifact === artifact || version.startsWith(one.version));
}
function licenceOf(manifest) {
  return statedWords(manifest.get("bundle-license")?.split(/[,;]/u)[0]?.replaceAll('"', ""));
}
function partsOf(fileName) {
  const [, artifact, version] = (fileName.length <= FILE_MAX ? FILE2.exec(fileName) : null) ?? [];
  return artifact === void 0 || version === void 0 ? {} : { artifact, version };
}
function groupOf(manifest, artifact) {
  const symbolic = manifest.get("bundle-symbolicname")?.split(";")[0]?.trim() ?? "";
  const end = `.${artifact}`;
  if (artifact.includes("-") && symbolic.endsWith(end)) return symbolic.slice(0, -end.length);
  const vendor = manifest.get("implementation-vendor-id");
  const title = manifest.get("implementation-title");
  return vendor !== void 0 && (title === artifact || symbolic === vendor + end) ? vendor : null;
}
function osgiVersion(version) {
  return version.replace("-", ".");
}

// src/inventory/cataloguers/java/pom-properties.ts
var LINE4 = /\r\n|[\r\n]/u;
function readPomProperties(content) {
  const values = /* @__PURE__ */ new Map();
  for (const line of content.toString("latin1").split(LINE4)) {
    const trimmed = line.trim();
    if (trimmed.startsWith("#") || trimmed.startsWith("!")) continue;
    const at2 = separator(trimmed);
    if (at2 > 0) values.set(trimmed.slice(0, at2).trim(), unescaped(trimmed.slice(at2 + 1).trim()));
  }
  return coordinates(values.get("groupId"), values.get("artifactId"), values.get("version"));
}
function separator(line) {
  const equals = line.indexOf("=");
  const colon = line.indexOf(":");
  if (equals < 0 || colon < 0) return Math.max(equals, colon);
  return Math.min(equals, colon);
}
function unescaped(value) {
  return value.replaceAll(/\\(?=[:=#!\\])/gu, "");
}

// src/inventory/cataloguers/java/pom-xml.ts
var WANTED = /* @__PURE__ */ new Set([
  "project/groupId",
  "project/artifactId",
  "project/version",
  "project/parent/groupId",
  "project/parent/version"
]);
var DEPTH_MAX = 64;
var NAME_END = /[\s/>]/u;
var CDATA = "<![CDATA[";
function readPomXml(content) {
  const texts = textsOf(content.toString("utf8"));
  if (texts === null) return null;
  const group = texts.get("project/groupId") ?? texts.get("project/parent/groupId");
  const version = texts.get("project/version") ?? texts.get("project/parent/version");
  return coordinates(group, texts.get("project/artifactId"), version);
}
function textsOf(xml) {
  const texts = /* @__PURE__ */ new Map();
  const open2 = [];
  let at2 = xml.indexOf("<");
  while (at2 >= 0) {
    const close = endOfMarkup(xml, at2);
    if (close < 0) return null;
    const markup = xml.slice(at2 + 1, close);
    const next = xml.indexOf("<", close + 1);
    if (markup.startsWith("!DOCTYPE")) return null;
    if (markup.startsWith("/")) {
      if (open2.pop() !== markup.slice(1).trim()) return null;
    } else if (!markup.startsWith("!") && !markup.startsWith("?") && !markup.endsWith("/")) {
      open2.push(nameOf(markup));
      if (open2.length > DEPTH_MAX) return null;
      const path = open2.length <= 3 ? open2.join("/") : "";
      if (WANTED.has(path)) {
        if (texts.has(path)) return null;
        texts.set(path, xml.slice(close + 1, next < 0 ? xml.length : next).trim());
      }
    }
    at2 = next;
  }
  return open2.length === 0 ? texts : null;
}
function endOfMarkup(xml, at2) {
  if (xml.startsWith("<!--", at2)) return endAfter(xml, "-->", at2 + 4);
  if (xml.startsWith(CDATA, at2)) return endAfter(xml, "]]>", at2 + CDATA.length);
  return xml.indexOf(">", at2);
}
function endAfter(xml, end, from) {
  const at2 = xml.indexOf(end, from);
  return at2 < 0 ? -1 : at2 + end.length - 1;
}
function nameOf(markup) {
  const end = markup.search(NAME_END);
  return end < 0 ? markup : markup.slice(0, end);
}

// src/inventory/cataloguers/java/archive.ts
var ARCHIVE_SUFFIXES = [".jar", ".war", ".ear", ".par", ".sar", ".hpi", ".jpi", ".kar", ".nar"];
var ARCHIVE = /\.(?:jar|war|ear|par|sar|hpi|jpi|kar|nar)$/iu;
var POM = /(?:^|\/)META-INF\/maven\/[^/]+\/[^/]+\/pom\.(?:properties|xml)$/u;
var MANIFEST = /^META-INF\/MANIFEST\.MF$/iu;
var APPLICATION = /^(?:BOOT-INF|WEB-INF|APP-INF)\//u;
var CLASS = /\.class$/iu;
var NO_CODE = /-(?:sources|javadoc)\.jar$/iu;
function readArchive(bytes, path) {
  const contents = { packages: [], unknowns: [], unidentified: [] };
  const budget = { bytes: LIMITS.javaInflatedBytes.value };
  new ArchiveReader(contents, budget, path).read(bytes, path, 1);
  return contents;
}
function isArchive(path) {
  return ARCHIVE.test(path);
}
var ArchiveReader = class {
  #contents;
  #budget;
  #path;
  constructor(contents, budget, path) {
    this.#contents = contents;
    this.#budget = budget;
    this.#path = path;
  }
  read(bytes, place, depth) {
    const members = listZip(bytes, LIMITS.javaEntries.value);
    if (typeof members === "string") {
      this.#unknown(place, members);
      return;
    }
    this.#tellRepeated(members, place);
    const manifest = this.#manifest(bytes, members, place);
    const found = this.#poms(bytes, members, place);
    const licence = licenceOf(manifest);
    const inner = members.filter(({ name }) => isArchive(name));
    const hasPoms = members.some(({ name }) => POM.test(name));
    if (hasCode(members, place))
      for (const one of found) this.#contents.packages.push({ ...one, place, licence });
    if (!hasPoms || isOnlyOthers(found, fileNameOf(place)))
      this.#identify(members, { manifest, place, licence });
    for (const member3 of inner) this.#readInner(bytes, member3, place, depth);
  }
  #identify(members, about) {
    const { manifest, place, licence } = about;
    const classes = members.map(({ name }) => name).filter((name) => CLASS.test(name));
    if (classes.length === 0 || isPartOfJdk(place, classes)) return;
    const one = identifyByManifest(manifest, fileNameOf(place));
    if (one !== null) this.#contents.packages.push({ ...one, place, licence });
    else if (!members.some(({ name }) => APPLICATION.test(name))) this.#contents.unidentified.push(place);
  }
  #readInner(bytes, member3, place, depth) {
    const inner = `${place}!/${member3.name}`;
    if (depth >= LIMITS.javaDepth.value) {
      this.#unknown(
        inner,
        `it is the ${depth}th archive inside another, the limit is ${LIMITS.javaDepth.value}`
      );
      return;
    }
    const content = this.#content(bytes, member3, LIMITS.javaArchiveBytes.value);
    if (typeof content === "string") this.#unknown(inner, content);
    else this.read(content, inner, depth + 1);
  }
  #poms(bytes, members, place) {
    const found = /* @__PURE__ */ new Map();
    const named = members.filter(({ name }) => POM.test(name));
    const properties = named.filter(({ name }) => name.endsWith(".properties"));
    const beside = new Set(properties.map(({ name }) => folderOf(name)));
    const alone = named.filter(({ name }) => name.endsWith(".xml") && !beside.has(folderOf(name)));
    for (const member3 of [...properties, ...alone]) {
      const content = this.#content(bytes, member3, LIMITS.packageFileBytes.value);
      if (typeof content === "string") {
        this.#unknown(`${place}!/${member3.name}`, content);
        continue;
      }
      const one = member3.name.endsWith(".xml") ? readPomXml(content) : readPomProperties(content);
      if (one === null) this.#unknown(`${place}!/${member3.name}`, "it states no group, artifact and version");
      else found.set(`${one.group}:${one.artifact}:${one.version}`, one);
    }
    return [...found.values()];
  }
  #manifest(bytes, members, place) {
    const member3 = members.find(({ name }) => MANIFEST.test(name));
    if (member3 === void 0) return /* @__PURE__ */ new Map();
    const content = this.#content(bytes, member3, LIMITS.packageFileBytes.value);
    if (typeof content !== "string") return readManifest(content);
    this.#unknown(`${place}!/${member3.name}`, content);
    return /* @__PURE__ */ new Map();
  }
  #content(bytes, member3, maxBytes) {
    if (member3.size > this.#budget.bytes) {
      return `the archives inside each other inflate to more than ${LIMITS.javaInflatedBytes.value} bytes`;
    }
    this.#budget.bytes -= member3.size;
    return readZipMember(bytes, member3, maxBytes);
  }
  /** Readers differ in which of two they take. */
  #tellRepeated(members, place) {
    const seen = /* @__PURE__ */ new Set();
    for (const { name } of members) {
      if (!POM.test(name) && !isArchive(name)) continue;
      if (seen.has(name)) this.#unknown(`${place}!/${name}`, "it is listed twice");
      seen.add(name);
    }
  }
  /** The place of the unknown is the file: what lies inside is named in the reason. */
  #unknown(place, reason) {
    const inside = place.slice(this.#path.length).replace(/^!\//u, "");
    this.#contents.unknowns.push(inside === "" ? reason : `${quoted(inside)}: ${reason}`);
  }
};
function fileNameOf(place) {
  return place.slice(place.lastIndexOf("/") + 1);
}
function folderOf(name) {
  return name.slice(0, name.lastIndexOf("/"));
}
function hasCode(members, place) {
  return !NO_CODE.test(place) || members.some(({ name }) => CLASS.test(name));
}

// src/inventory/cataloguers/java/java.ts
var SHOWN = 5;
var NOT_IDENTIFIED = "nothing says which package it is: it has no pom.properties of its own (looking it up by SHA-1 needs a network)";
var JAVA = {
  id: "java",
  ecosystem: "maven",
  sees: "Java archives (jar, war, ear and their kin), also inside each other and packed into one, that state their Maven coordinates in `pom.properties`, literally in `pom.xml`, or without doubt in the manifest.",
  doesNotSee: "Libraries without Maven coordinates, which are told as unknown; classes that were copied into an application without `pom.properties`; the application itself; native images.",
  names: { suffixes: ARCHIVE_SUFFIXES },
  wants: isArchive,
  maxBytes: LIMITS.javaArchiveBytes.value,
  read: readJava,
  wellKnown: [],
  behindLinks: [""],
  linkedFolders: null
};
function readJava(content, path) {
  const { packages, unknowns, unidentified } = readArchive(content, path);
  const inside = unidentified.filter((place) => place !== path);
  return {
    packages: packages.map((one) => asPackage(one, path)),
    owned: [],
    unknowns: [
      ...unknowns,
      ...inside.length < unidentified.length ? [NOT_IDENTIFIED] : [],
      ...inside.length > 0 ? [notIdentified(inside)] : []
    ]
  };
}
function asPackage({ group, artifact, version, licence, place }, path) {
  const base = { type: "maven", name: `${group}:${artifact}`, version, licence };
  const one = { ...base, architecture: null, source: null };
  return place === path ? one : { ...one, innerPath: place };
}
function notIdentified(places) {
  const names2 = places.slice(0, SHOWN).map((place) => quoted(place.slice(place.lastIndexOf("/") + 1)));
  const more = places.length > SHOWN ? ` and ${places.length - SHOWN} more` : "";
  return `of ${places.length} archives inside nothing says which packages they are: ${names2.join(", ")}${more}`;
}

// src/inventory/cataloguers/locks/lock.ts
var NPM_NAME = /^(?:@[a-zA-Z0-9~_-][a-zA-Z0-9._~-]*\/)?[a-zA-Z0-9~_-][a-zA-Z0-9._~!'()*-]{0,213}$/u;
var ELSEWHERE = /^(?:[a-z+]+:|[^@/]+\/|\.{0,2}\/)/u;
var INSTALLED = /(?:^|\/)(?:node_modules|vendor)\//u;
function lockCataloguer(definition) {
  const { id, ecosystem, sees, doesNotSee, names: names2, path, folder, read } = definition;
  return {
    id,
    ecosystem,
    sees: `${sees}, where nothing is installed ${folder === null ? "anywhere" : `in \`${folder}\` beside it`}.`,
    doesNotSee,
    names: names2,
    // One inside an installed package is of its authors: nobody installs from it.
    wants: (file) => path.test(file) && !INSTALLED.test(file),
    maxBytes: LIMITS.lockFileBytes.value,
    read: (content) => asReading(ecosystem, read(content.toString("utf8"))),
    wellKnown: [],
    behindLinks: [""],
    linkedFolders: null,
    supersededBelow: (file) => folder === null ? "" : `${file.slice(0, file.lastIndexOf("/") + 1)}${folder}/`
  };
}
function unreadLock(reason) {
  return { packages: [], unknowns: [reason] };
}
function isFromRegistry(range) {
  return range.startsWith("npm:") || !ELSEWHERE.test(range);
}
function splitAt(text2) {
  const at2 = text2.indexOf("@", 1);
  return at2 < 0 ? null : { name: text2.slice(0, at2), rest: text2.slice(at2 + 1) };
}
function asReading(type, lock) {
  const packages = /* @__PURE__ */ new Map();
  const unknowns = [...lock.unknowns];
  for (const { name, version, licence } of lock.packages) {
    const stated = statedVersion(version);
    const isNamed = type !== "npm" || NPM_NAME.test(name);
    if (stated === null || !isNamed) unknowns.push(`${quoted(name)} has no usable name or version`);
    else {
      const one = { type, name, version: stated, architecture: null, source: null };
      packages.set(`${name}@${stated}`, { ...one, licence: licence ?? null });
    }
  }
  return { packages: [...packages.values()], owned: [], unknowns };
}

// src/inventory/cataloguers/locks/bun-binary-lock.ts
var BUN_BINARY_LOCK = lockCataloguer({
  id: "bun-binary-lock",
  ecosystem: "npm",
  sees: "That there is a `bun.lockb`, which is told as unknown",
  doesNotSee: "The packages in it: `bun install --save-text-lockfile` writes them as text.",
  names: { bases: ["bun.lockb"] },
  path: /(?:^|\/)bun\.lockb$/u,
  folder: "node_modules",
  read: () => unreadLock("the binary lock file of Bun is not read; `bun.lock` is")
});

// src/inventory/cataloguers/locks/bun-lock.ts
var TRAILING_COMMA = /,(?=\s{0,1000}[\]}])/gu;
var BUN_LOCK = lockCataloguer({
  id: "bun-lock",
  ecosystem: "npm",
  sees: "Packages in `bun.lock`, those for development too",
  doesNotSee: "Packages taken from Git, a folder or an address.",
  names: { bases: ["bun.lock"] },
  path: /(?:^|\/)bun\.lock$/u,
  folder: "node_modules",
  read: readBunLock
});
function readBunLock(text2) {
  const json = parseJsonObject(withoutTrailingCommas(text2));
  if (typeof json === "string") return unreadLock(json);
  const list = member(json, "packages");
  if (!isObject(list)) return unreadLock("it has no list of packages");
  const packages = [];
  const unknowns = [];
  for (const [key2, entry] of Object.entries(list)) {
    const first = Array.isArray(entry) ? entry[0] : void 0;
    const one = typeof first === "string" ? splitAt(first) : null;
    if (one === null) unknowns.push(`entry ${quoted(key2)} cannot be read`);
    else if (isFromRegistry(one.rest)) packages.push({ name: one.name, version: one.rest });
  }
  return { packages, unknowns };
}
function withoutTrailingCommas(text2) {
  const parts = [];
  let start = 0;
  for (let at2 = 0; at2 < text2.length; at2++) {
    if (text2[at2] !== '"') continue;
    const end = stringEnd2(text2, at2);
    parts.push(text2.slice(start, at2).replace(TRAILING_COMMA, ""), text2.slice(at2, end));
    start = end;
    at2 = end - 1;
  }
  parts.push(text2.slice(start).replace(TRAILING_COMMA, ""));
  return parts.join("");
}
function stringEnd2(text2, start) {
  for (let at2 = start + 1; at2 < text2.length; at2++) {
    if (text2[at2] === "\\") at2++;
    else if (text2[at2] === '"') return at2 + 1;
  }
  return text2.length;
}

// src/inventory/cataloguers/php/composer-package.ts
var NAME8 = /^[a-zA-Z0-9]+(?:[_.-][a-zA-Z0-9]+)*\/[a-zA-Z0-9]+(?:(?:[_.]|-{1,2})[a-zA-Z0-9]+)*$/u;
var NAME_MAX2 = 256;
var WITHOUT_FILES = /* @__PURE__ */ new Set(["metapackage", "php-ext", "php-ext-zend"]);
function readComposerPackage(entry) {
  if (!isObject(entry)) return `an entry is ${shown(entry)}, not an object`;
  const name = textMember(entry, "name");
  if (name === void 0 || name.length > NAME_MAX2 || !NAME8.test(name)) {
    return `a package has no usable name: ${shown(member(entry, "name"))}`;
  }
  if (WITHOUT_FILES.has(member(entry, "type"))) return null;
  const version = statedVersion(textMember(entry, "version"));
  if (version === null) return `package ${name} has no usable version: ${shown(member(entry, "version"))}`;
  const licence = statedWords(alternatives(member(entry, "license")));
  return { type: "composer", name: name.toLowerCase(), version, architecture: null, source: null, licence };
}

// src/inventory/cataloguers/php/php.ts
var FILE3 = /(?:^|\/)composer\/installed\.json$/u;
var PHP = {
  id: "php",
  ecosystem: "composer",
  sees: "Packages that Composer installed (`vendor/composer/installed.json`), as Composer 1 and 2 write it.",
  doesNotSee: "Libraries copied by hand, PHP archives (`.phar`), PEAR and PECL packages, WordPress plugins and themes, which no ecosystem of OSV names.",
  names: { bases: ["installed.json"] },
  wants: (path) => FILE3.test(path),
  maxBytes: LIMITS.packageDatabaseBytes.value,
  read: readInstalled2,
  wellKnown: [],
  behindLinks: [""],
  linkedFolders: /(?:^|\/)composer$/u
};
function readInstalled2(content) {
  const text2 = content.toString("utf8").trim();
  const json = parseJsonObject(text2.startsWith("[") ? `{"packages":${text2}}` : text2);
  if (typeof json === "string") return { ...NOTHING_READ, unknowns: [json] };
  return readComposerPackages(member(json, "packages"));
}
function readComposerPackages(list) {
  if (isObject(list) && Object.keys(list).length === 0) return NOTHING_READ;
  if (!Array.isArray(list)) return { ...NOTHING_READ, unknowns: ["it has no list of packages"] };
  const packages = [];
  const unknowns = [];
  for (const entry of list) {
    const one = readComposerPackage(entry);
    if (typeof one === "string") unknowns.push(one);
    else if (one !== null) packages.push(one);
  }
  return { packages, owned: [], unknowns };
}

// src/inventory/cataloguers/locks/composer-lock.ts
var COMPOSER_LOCK = lockCataloguer({
  id: "composer-lock",
  ecosystem: "composer",
  sees: "Packages in `composer.lock`",
  doesNotSee: "Packages for development.",
  names: { bases: ["composer.lock"] },
  path: /(?:^|\/)composer\.lock$/u,
  folder: "vendor",
  read: readComposerLock
});
function readComposerLock(text2) {
  const json = parseJsonObject(text2);
  return typeof json === "string" ? unreadLock(json) : readComposerPackages(member(json, "packages"));
}

// src/inventory/cataloguers/locks/gemfile-lock.ts
var LINE5 = /\r?\n/u;
var HEADING = /^[A-Z][A-Z ]*$/u;
var GEM = /^ {4}([A-Za-z0-9_.-]+) \(([^()\s]+)\)$/u;
var DEEPER = /^ {5,}\S/u;
var PLATFORM = /-(?:x86|x64|x86_64|aarch64|arm64|arm|universal|java|jruby|mswin|mingw|ppc64|s390x|riscv64|i\d86)\b.*$/u;
var SECTION = "GEM";
var GEMFILE_LOCK = lockCataloguer({
  id: "gemfile-lock",
  ecosystem: "gem",
  sees: "Gems of a registry in `Gemfile.lock`, those for development and for other platforms too",
  doesNotSee: "Gems from Git and from a path.",
  names: { bases: ["Gemfile.lock", "gems.locked"] },
  path: /(?:^|\/)(?:Gemfile\.lock|gems\.locked)$/u,
  folder: null,
  read: readGemfileLock
});
function readGemfileLock(text2) {
  const packages = [];
  const unknowns = [];
  let section = "";
  for (const line of text2.split(LINE5)) {
    if (HEADING.test(line)) section = line;
    else if (section === SECTION && line.startsWith("    ") && !DEEPER.test(line)) {
      const [, name, version] = GEM.exec(line) ?? [];
      if (name === void 0 || version === void 0)
        unknowns.push(`the line ${JSON.stringify(line.trim().slice(0, 80))} cannot be read`);
      else packages.push({ name, version: version.replace(PLATFORM, "") });
    }
  }
  return section === "" ? unreadLock("it is no lock file of Bundler") : { packages, unknowns };
}

// src/inventory/cataloguers/locks/npm-lock.ts
var FOLDER = "node_modules/";
var REGISTRY = /^https?:\/\//u;
var NPM_LOCK = lockCataloguer({
  id: "npm-lock",
  ecosystem: "npm",
  sees: "Packages in `package-lock.json` and `npm-shrinkwrap.json`",
  doesNotSee: "Packages for development, and those taken from Git, a folder or an address.",
  names: { bases: ["package-lock.json", "npm-shrinkwrap.json"] },
  path: /(?:^|\/)(?:package-lock|npm-shrinkwrap)\.json$/u,
  folder: "node_modules",
  read: readNpmLock
});
function readNpmLock(text2) {
  const json = parseJsonObject(text2);
  if (typeof json === "string") return unreadLock(json);
  const packages = member(json, "packages");
  if (isObject(packages)) return readPackages(packages);
  const dependencies = member(json, "dependencies");
  if (dependencies === void 0 && member(json, "lockfileVersion") !== void 0) {
    return { packages: [], unknowns: [] };
  }
  return isObject(dependencies) ? readDependencies(dependencies) : unreadLock("it has no list of packages");
}
function readPackages(list) {
  const packages = [];
  const unknowns = [];
  for (const [folder, entry] of Object.entries(list)) {
    const at2 = folder.lastIndexOf(FOLDER);
    if (at2 < 0) continue;
    if (!isObject(entry)) {
      unknowns.push(`${quoted(folder)} is no object`);
      continue;
    }
    if (member(entry, "dev") === true || member(entry, "link") === true || isElsewhere(entry)) continue;
    const name = textMember(entry, "name") ?? folder.slice(at2 + FOLDER.length);
    const version = textMember(entry, "version") ?? "";
    packages.push({ name, version, licence: statedWords(textMember(entry, "license")) });
  }
  return { packages, unknowns };
}
function isElsewhere(entry) {
  const resolved = textMember(entry, "resolved");
  return resolved !== void 0 && !REGISTRY.test(resolved);
}
function readDependencies(tree) {
  const packages = [];
  const unknowns = [];
  const open2 = [tree];
  for (let next = open2.pop(); next !== void 0; next = open2.pop()) {
    for (const [name, entry] of entriesOf(next)) {
      if (!isObject(entry)) {
        unknowns.push(`${quoted(name)} is no object`);
        continue;
      }
      const inner = member(entry, "dependencies");
      if (isObject(inner)) open2.push(inner);
      const version = textMember(entry, "version") ?? "";
      if (member(entry, "dev") === true || !isFromRegistry(version)) continue;
      const alias = version.startsWith("npm:") ? splitAt(version.slice("npm:".length)) : null;
      packages.push(alias === null ? { name, version } : { name: alias.name, version: alias.rest });
    }
  }
  return { packages, unknowns };
}

// src/inventory/cataloguers/locks/pnpm-lock.ts
var LINE6 = /\r?\n/u;
var HEADER = /^lockfileVersion: '?"?(\d+)(?:\.\d+)?/mu;
var KEY = /^ {2}(\S.*):(?: \{\})?$/u;
var MEMBER = /^ {4}(dev|name|version): (.*)$/u;
var OLD_KEY = /^\/((?:@[^/]+\/)?[^/]+)\/([^/_]+)(?:_.*)?$/u;
var KEY_PARTS = /^\/?((?:@[^/@]+\/)?[^/@]+)@([^(]+)(?:\(.*)?$/u;
var VERSIONS = /* @__PURE__ */ new Set([5, 6, 7, 9]);
var FIRST_WITH_AT = 6;
var PNPM_LOCK = lockCataloguer({
  id: "pnpm-lock",
  ecosystem: "npm",
  sees: "Packages in `pnpm-lock.yaml` of the versions 5 to 9, in the form pnpm writes, since version 9 those for development too",
  doesNotSee: "Packages taken from Git, a folder or an address.",
  names: { bases: ["pnpm-lock.yaml"] },
  path: /(?:^|\/)pnpm-lock\.yaml$/u,
  folder: "node_modules",
  read: readPnpmLock
});
function readPnpmLock(text2) {
  const version = Number(HEADER.exec(text2)?.[1]);
  if (!VERSIONS.has(version)) return unreadLock("it is no lock file of pnpm in a version that is read");
  const { entries, unknowns } = entriesIn(text2);
  const packages = [];
  for (const { key: key2, members } of entries) {
    if (members.get("dev") === "true") continue;
    const [, name, rest] = (version < FIRST_WITH_AT ? OLD_KEY : KEY_PARTS).exec(key2) ?? [];
    if (name !== void 0 && rest !== void 0 && isFromRegistry(rest))
      packages.push({ name, version: rest });
    else if (!isElsewhere2(key2, rest)) unknowns.push(`package ${quoted(key2)} cannot be read`);
  }
  return { packages, unknowns };
}
function isElsewhere2(key2, rest) {
  return rest !== void 0 ? !isFromRegistry(rest) : /^(?:@?[^/]+\.[a-z]+\/|[a-z+]+:)/u.test(key2);
}
function entriesIn(text2) {
  const entries = [];
  const unknowns = [];
  let isInside = false;
  for (const line of text2.split(LINE6)) {
    if (line === "" || line.startsWith("#")) continue;
    if (!line.startsWith(" ")) {
      isInside = line === "packages:";
      if (line.startsWith("packages:") && line !== "packages:" && line !== "packages: {}")
        unknowns.push("its packages are not written as pnpm writes them");
    } else if (isInside && !line.startsWith("   ")) {
      const key2 = KEY.exec(line)?.[1];
      if (key2 === void 0) unknowns.push(`the line ${quoted(line.trim())} cannot be read`);
      else entries.push({ key: unquoted2(key2), members: /* @__PURE__ */ new Map() });
    } else if (isInside) {
      const [, name, value] = MEMBER.exec(line) ?? [];
      if (name !== void 0 && value !== void 0) entries.at(-1)?.members.set(name, unquoted2(value));
    }
  }
  return { entries, unknowns };
}
function unquoted2(text2) {
  return /^(['"]).*\1$/u.test(text2) ? text2.slice(1, -1) : text2;
}

// src/inventory/cataloguers/locks/yarn-lock.ts
var LINE7 = /\r?\n/u;
var HEADER2 = /^# yarn lockfile v1$|^__metadata:$/mu;
var MEMBER2 = /^ {2}"?(version|resolution)"?:? "?([^"]*?)"?$/u;
var METADATA = "__metadata";
var YARN_LOCK = lockCataloguer({
  id: "yarn-lock",
  ecosystem: "npm",
  sees: "Packages in `yarn.lock`, as Yarn 1 and later ones write it, those for development too",
  doesNotSee: "Packages taken from Git, a folder or an address.",
  names: { bases: ["yarn.lock"] },
  path: /(?:^|\/)yarn\.lock$/u,
  folder: "node_modules",
  read: readYarnLock
});
function readYarnLock(text2) {
  if (!HEADER2.test(text2)) return unreadLock("it is no lock file of Yarn");
  const packages = [];
  const unknowns = [];
  for (const entry of entriesIn2(text2)) {
    const one = packageOf4(entry);
    if (typeof one === "string") unknowns.push(one);
    else if (one !== null) packages.push(one);
  }
  return { packages, unknowns };
}
function entriesIn2(text2) {
  const entries = [];
  let current = null;
  for (const line of text2.split(LINE7)) {
    if (line === "" || line.startsWith("#")) continue;
    if (!line.startsWith(" ")) {
      current = { key: line.replace(/:$/u, "").replaceAll('"', ""), version: null, resolution: null };
      if (current.key !== METADATA) entries.push(current);
      continue;
    }
    const [, member3, value] = MEMBER2.exec(line) ?? [];
    if (current === null || value === void 0) continue;
    if (member3 === "version") current.version ??= value;
    else current.resolution ??= value;
  }
  return entries;
}
function packageOf4({ key: key2, version, resolution }) {
  const first = splitAt((resolution ?? key2).split(", ")[0] ?? "");
  if (first === null || version === null) return `entry ${quoted(key2)} has no name or version`;
  const { name, rest } = first;
  if (rest.startsWith("patch:")) return { name, version };
  if (!isFromRegistry(rest)) return null;
  if (resolution !== null) return { name, version };
  const alias = rest.startsWith("npm:") ? splitAt(rest.slice("npm:".length)) : null;
  return { name: alias?.name ?? name, version };
}

// src/inventory/cataloguers/locks/index.ts
var LOCKS = [
  NPM_LOCK,
  YARN_LOCK,
  PNPM_LOCK,
  BUN_LOCK,
  BUN_BINARY_LOCK,
  COMPOSER_LOCK,
  GEMFILE_LOCK
];

// src/inventory/cataloguers/npm/npm.ts
var FILE4 = "package.json";
var ROOT2 = /(?:(?:^|\/)node_modules|^usr\/(?:share|lib(?:\/[^/]+)?)\/nodejs)\/(?:@[^/]+\/)?[^/.@][^/]*\/package\.json$/u;
var FOLDER2 = /(?:(?:^|\/)node_modules|^usr\/(?:share|lib(?:\/[^/]+)?)\/nodejs)(?:\/@[^/]+)?$/u;
var NAME9 = /^(?:@[a-zA-Z0-9~_-][a-zA-Z0-9._~-]*\/)?[a-zA-Z0-9~_-][a-zA-Z0-9._~!'()*-]*$/u;
var NAME_MAX3 = 214;
var NPM = {
  id: "npm",
  ecosystem: "npm",
  sees: "Packages unpacked in a `node_modules` folder, at any depth, or in a `nodejs` folder of Debian, and those linked into one.",
  doesNotSee: "Packages that a bundler put into one file.",
  names: { bases: [FILE4] },
  wants: (path) => path.endsWith(FILE4) && ROOT2.test(path),
  maxBytes: LIMITS.packageFileBytes.value,
  read: readPackageJson,
  wellKnown: [],
  behindLinks: ["", `/${FILE4}`],
  linkedFolders: FOLDER2
};
function readPackageJson(content) {
  const json = parseJsonObject(content.toString("utf8"));
  if (typeof json === "string") return unknown4(json);
  const name = member(json, "name");
  const version = member(json, "version");
  if (isNoPackage(json, name, version)) return NOTHING_READ;
  if (typeof name !== "string" || name.length > NAME_MAX3 || !NAME9.test(name)) {
    return unknown4(`the package has no usable name: ${shown(name)}`);
  }
  const stated = typeof version === "string" ? statedVersion(version.trim()) : null;
  if (stated === null) return unknown4(`package ${name} has no usable version: ${shown(version)}`);
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
function unknown4(reason) {
  return { ...NOTHING_READ, unknowns: [reason] };
}

// src/inventory/cataloguers/npm/pnp.ts
var FILE5 = /(?:^|\/)\.pnp\.(?:c?js|data\.json)$/u;
var START = /RAW_RUNTIME_STATE =\s{0,4}'/u;
var END = "';";
var ESCAPE = /\\([\s\S])/gu;
var FROM_REGISTRY = /^(?:virtual:[0-9a-f]+#)?npm:([^:]+)/u;
var PATCHED = /^(?:virtual:[0-9a-f]+#)?patch:.*::version=([^&]+)/u;
var ELSEWHERE2 = /^(?:virtual:[0-9a-f]+#)?(?:workspace|file|link|portal|exec|git|https?|[^:]*\.git)\b/u;
var PNP = {
  id: "pnp",
  ecosystem: "npm",
  sees: "Packages in the map of Yarn Plug'n'Play (`.pnp.cjs`, `.pnp.data.json`).",
  doesNotSee: "Packages taken from Git, a folder or an address.",
  names: { bases: [".pnp.cjs", ".pnp.js", ".pnp.data.json"] },
  wants: (path) => FILE5.test(path),
  maxBytes: LIMITS.packageDatabaseBytes.value,
  read: readPnp,
  wellKnown: [],
  behindLinks: [""],
  linkedFolders: null
};
function readPnp(content, path) {
  const text2 = content.toString("utf8");
  const state = path.endsWith(".json") ? text2 : literalIn(text2);
  if (state === null)
    return text2.includes(".pnp.data.json") ? NOTHING_READ : unknown5("it has no map of packages");
  const json = parseJsonObject(state);
  if (typeof json === "string") return unknown5(json);
  const registry = member(json, "packageRegistryData");
  return Array.isArray(registry) ? readRegistry(registry) : unknown5("it has no map of packages");
}
function literalIn(text2) {
  const match = START.exec(text2);
  if (match === null) return null;
  const start = match.index + match[0].length;
  const end = text2.indexOf(END, start);
  return end < 0 ? null : text2.slice(start, end).replace(ESCAPE, "$1");
}
function readRegistry(registry) {
  const packages = /* @__PURE__ */ new Map();
  const unknowns = [];
  for (const entry of registry) {
    const [name, references] = asList(entry);
    if (name === null) continue;
    if (typeof name !== "string" || !Array.isArray(references)) {
      unknowns.push(`an entry cannot be read: ${shown(name)}`);
      continue;
    }
    for (const each of references) {
      const [reference] = asList(each);
      const one = typeof reference === "string" ? packageOf5(name, reference) : unusable(name, reference);
      if (typeof one === "string") unknowns.push(one);
      else if (one !== null) packages.set(`${name}@${one.version}`, one);
    }
  }
  return { packages: [...packages.values()], owned: [], unknowns };
}
function packageOf5(name, reference) {
  const version = statedVersion((FROM_REGISTRY.exec(reference) ?? PATCHED.exec(reference))?.[1]);
  if (version !== null)
    return { type: "npm", name, version, architecture: null, source: null, licence: null };
  return ELSEWHERE2.test(reference) ? null : unusable(name, reference);
}
function unusable(name, reference) {
  return `package ${quoted(name)} has no usable version: ${shown(reference)}`;
}
function asList(value) {
  return Array.isArray(value) ? value : [];
}
function unknown5(reason) {
  return { ...NOTHING_READ, unknowns: [reason] };
}

// src/inventory/cataloguers/opkg/opkg.ts
var STATUS2 = ["usr/lib/opkg/status", "var/lib/opkg/status", "etc/opkg/status"];
var FIELDS2 = /* @__PURE__ */ new Set(["package", "status", "version", "architecture"]);
var NAME10 = /^[a-zA-Z0-9][a-zA-Z0-9+._-]{0,255}$/u;
var ARCHITECTURE3 = /^[a-zA-Z0-9_-]{1,64}$/u;
var PRESENT2 = /* @__PURE__ */ new Set(["installed", "half-installed", "unpacked", "half-configured"]);
var ABSENT2 = /* @__PURE__ */ new Set(["not-installed", "config-files"]);
var OPKG = {
  id: "opkg",
  ecosystem: "opkg",
  sees: "Packages in `usr/lib/opkg/status`, `var/lib/opkg/status` and `etc/opkg/status`, in every state in which their files are there.",
  doesNotSee: "The files that packages own, their sources and their licences.",
  names: { bases: ["status"] },
  wants: (path) => STATUS2.includes(path),
  maxBytes: LIMITS.packageDatabaseBytes.value,
  read: readOpkg,
  wellKnown: STATUS2,
  behindLinks: [""],
  linkedFolders: null
};
function readOpkg(content) {
  const { packages, unknowns } = readDatabase(content, FIELDS2, readPackage3);
  const cut = cutShort(content);
  if (cut !== null) unknowns.push(cut);
  return { packages, owned: [], unknowns };
}
function readPackage3(stanza) {
  const name = stanza.get("package");
  if (name === void 0 || !NAME10.test(name)) return `a package has no usable name: ${quoted(name)}`;
  const words = stanza.get("status")?.split(/\s+/u) ?? [];
  const state = words.length === 3 ? words[2] ?? "" : "";
  if (ABSENT2.has(state)) return null;
  if (!PRESENT2.has(state)) return `package ${name} has the unknown status ${quoted(stanza.get("status"))}`;
  const version = statedVersion(stanza.get("version"));
  if (version === null) return `package ${name} has no usable version: ${quoted(stanza.get("version"))}`;
  const architecture = stanza.get("architecture") ?? "";
  return {
    type: "opkg",
    name,
    version,
    architecture: ARCHITECTURE3.test(architecture) ? architecture : null,
    source: null,
    licence: null
  };
}

// src/inventory/cataloguers/packed/packed.ts
var MARK2 = Buffer.from("UPX!", "latin1");
var WITHIN = 4096;
var PACKED = {
  id: "packed",
  ecosystem: "generic",
  sees: "That a program was packed with UPX: what is in it is then not known, which is told.",
  doesNotSee: "What is in it; other packers.",
  readProgram(program) {
    if (!program.read(0, WITHIN).includes(MARK2)) return null;
    return { packages: [], owned: [], unknowns: ["it is packed with UPX: what is in it is not known"] };
  }
};

// src/inventory/cataloguers/python/python.ts
var METADATA2 = /\.dist-info\/METADATA$|\.egg-info\/PKG-INFO$|EGG-INFO\/PKG-INFO$|\/[^/]+\.egg-info$/u;
var FIELDS3 = /* @__PURE__ */ new Set(["metadata-version", "name", "version", "license", "license-expression"]);
var NAME11 = /^(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9._-]*[a-zA-Z0-9])$/u;
var NAME_MAX4 = 256;
var NO_LICENCE = /^(?:unknown|none|)$/iu;
var PYTHON = {
  id: "python",
  ecosystem: "pypi",
  sees: "Distributions with `*.dist-info/METADATA`, `*.egg-info/PKG-INFO` or a single-file `*.egg-info`, anywhere.",
  doesNotSee: "Distributions that lost their `METADATA`, modules copied by hand, such as those that pip carries inside (`pip/_vendor`), programs frozen into one file, and lock files (uv, Poetry, Pipenv), which say nothing of what is installed.",
  names: { bases: ["METADATA", "PKG-INFO"], suffixes: [".egg-info"] },
  wants: (path) => METADATA2.test(path),
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
  const { stanzas } = readStanzas(headersOf(content), FIELDS3);
  const headers = stanzas[0];
  const name = headers?.get("name");
  if (name === void 0 || name.length > NAME_MAX4 || !NAME11.test(name)) {
    return unknown6(`the distribution has no usable name: ${quoted(name)}`);
  }
  const version = statedVersion(headers?.get("version"));
  if (version === null) {
    return unknown6(`distribution ${name} has no usable version: ${quoted(headers?.get("version"))}`);
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
function unknown6(reason) {
  return { ...NOTHING_READ, unknowns: [reason] };
}

// src/inventory/cataloguers/python/egg.ts
var FILE6 = /(?:^|\/)[^/]+\.egg$/u;
var METADATA3 = "EGG-INFO/PKG-INFO";
var EGG = {
  id: "python-egg",
  ecosystem: "pypi",
  sees: "Distributions in a zipped `.egg`, anywhere.",
  doesNotSee: "Wheels (`.whl`) kept as files: they are not installed until they are unpacked.",
  names: { suffixes: [".egg"] },
  wants: (path) => FILE6.test(path),
  maxBytes: LIMITS.packageDatabaseBytes.value,
  read: readEgg,
  wellKnown: [],
  behindLinks: [""],
  linkedFolders: null
};
function readEgg(content, path) {
  const members = listZip(content, LIMITS.javaEntries.value);
  if (typeof members === "string") return unknown7(members);
  const [member3, ...more] = members.filter(({ name }) => name === METADATA3);
  if (member3 === void 0) return unknown7(`it has no ${METADATA3}`);
  if (more.length > 0) return unknown7(`${METADATA3} is listed twice`);
  const metadata = readZipMember(content, member3, LIMITS.packageFileBytes.value);
  return typeof metadata === "string" ? unknown7(`${METADATA3}: ${metadata}`) : PYTHON.read(metadata, path);
}
function unknown7(reason) {
  return { ...NOTHING_READ, unknowns: [reason] };
}

// src/inventory/cataloguers/python/nameless.ts
var FILE7 = /\.dist-info\/(?:WHEEL|INSTALLER)$/u;
var NAMELESS = {
  id: "python-nameless",
  ecosystem: "pypi",
  sees: "That a `*.dist-info` folder has no `METADATA`: the distribution is then not known, which is told.",
  doesNotSee: "Which distribution it is.",
  names: { bases: ["WHEEL", "INSTALLER"] },
  wants: (path) => FILE7.test(path),
  maxBytes: LIMITS.packageFileBytes.value,
  read: () => ({ ...NOTHING_READ, unknowns: ["its folder has no METADATA: the distribution is not known"] }),
  wellKnown: [],
  behindLinks: [],
  linkedFolders: null,
  supersededBelow: (path) => path.slice(0, path.lastIndexOf("/") + 1)
};

// src/inventory/cataloguers/rpm/blobs.ts
function noBlobs(problem) {
  return { blobs: [], problems: [problem] };
}
var BLOBS_MAX = 2e5;

// src/inventory/cataloguers/rpm/bdb.ts
var HASH_MAGIC = 398689;
var PAGE_HEADER = 26;
var PAGE = { hashUnsorted: 2, overflow: 7, hash: 13 };
var ITEM = { inline: 1, offPage: 3 };
var HEADER_MIN = 16;
function isBdb(file) {
  return file.length >= 16 && (file.readUInt32LE(12) === HASH_MAGIC || file.readUInt32BE(12) === HASH_MAGIC);
}
function bdbBlobs(file) {
  if (file.length < 72) return noBlobs("the database ends in its header");
  const isLittle = file.readUInt32LE(12) === HASH_MAGIC;
  const u16 = (at2) => isLittle ? file.readUInt16LE(at2) : file.readUInt16BE(at2);
  const u32 = (at2) => isLittle ? file.readUInt32LE(at2) : file.readUInt32BE(at2);
  const size = u32(20);
  if (size < 512 || size > 65536 || (size & size - 1) !== 0) {
    return noBlobs("the database has no sound page size");
  }
  if (file[24] !== 0) return noBlobs("the database is encrypted");
  const problems = /* @__PURE__ */ new Set();
  const last = u32(32);
  if ((last + 1) * size > file.length) problems.add("the database is cut short");
  const pages = Math.min(last + 1, Math.floor(file.length / size));
  const blobs = [];
  const used = /* @__PURE__ */ new Set();
  function overflow(first, length) {
    const parts = [];
    let missing = length;
    for (let page = first; missing > 0; page = u32(page * size + 16)) {
      const start = page * size;
      if (page === 0 || page >= pages || used.has(page) || file[start + 25] !== PAGE.overflow) return null;
      used.add(page);
      const part = file.subarray(start + PAGE_HEADER, start + Math.min(size, PAGE_HEADER + u16(start + 22)));
      if (part.length === 0) return null;
      parts.push(part.subarray(0, missing));
      missing -= part.length;
    }
    return Buffer.concat(parts);
  }
  function value(start, at2, end) {
    if (at2 + 1 > size || end > size || end <= at2) return "an item lies outside of its page";
    const kind = file[start + at2];
    if (kind === ITEM.inline)
      return end - at2 > HEADER_MIN ? file.subarray(start + at2 + 1, start + end) : null;
    if (kind !== ITEM.offPage) return "an item is of an unknown kind";
    const blob = at2 + 12 > size ? null : overflow(u32(start + at2 + 4), u32(start + at2 + 8));
    return blob ?? "a package is spread over pages that are not there";
  }
  for (let page = 1; page < pages; page++) {
    const start = page * size;
    const type = file[start + 25];
    if (type !== PAGE.hash && type !== PAGE.hashUnsorted) continue;
    const items = u16(start + 20);
    if (PAGE_HEADER + items * 2 > size || items % 2 !== 0) {
      problems.add("a page has no sound number of items");
      continue;
    }
    for (let index = 1; index < items; index += 2) {
      const place = start + PAGE_HEADER + index * 2;
      const read = value(start, u16(place), u16(place - 2));
      if (typeof read === "string") problems.add(read);
      else if (read !== null) blobs.push(read);
    }
    if (blobs.length > BLOBS_MAX) return noBlobs(`the database has more than ${BLOBS_MAX} packages`);
  }
  return { blobs, problems: [...problems] };
}

// src/inventory/cataloguers/rpm/header.ts
var TAG2 = {
  name: 1e3,
  version: 1001,
  release: 1002,
  epoch: 1003,
  size: 1009,
  vendor: 1011,
  licence: 1014,
  architecture: 1022,
  fileDigests: 1035,
  sourceRpm: 1044,
  provideName: 1047,
  requireName: 1049,
  dirIndexes: 1116,
  baseNames: 1117,
  dirNames: 1118,
  longSize: 5009,
  fileDigestAlgorithm: 5011,
  modularityLabel: 5096
};
var TYPE2 = { int16: 3, int32: 4, int64: 5, string: 6, strings: 8, i18n: 9 };
var INDEX_BYTES = 16;
var ENTRIES_MAX = 4096;
function readHeader(blob) {
  if (blob.length < 8) return "an entry is too short to be a header";
  const count = blob.readUInt32BE(0);
  const length = blob.readUInt32BE(4);
  const start = 8 + count * INDEX_BYTES;
  if (count === 0 || count > ENTRIES_MAX || start + length > blob.length) {
    return "an entry says that it is longer than it is";
  }
  const store = blob.subarray(start, start + length);
  const entries = /* @__PURE__ */ new Map();
  for (let at2 = 8; at2 < start; at2 += INDEX_BYTES) {
    const entry = {
      type: blob.readUInt32BE(at2 + 4),
      offset: blob.readUInt32BE(at2 + 8),
      count: blob.readUInt32BE(at2 + 12)
    };
    if (entry.offset > length) return "an entry points outside of itself";
    entries.set(blob.readUInt32BE(at2), entry);
  }
  return {
    text: (tag) => textsOf2(store, entries.get(tag), 1)[0] ?? null,
    texts: (tag) => textsOf2(store, entries.get(tag), Number.POSITIVE_INFINITY),
    numbers: (tag) => numbersOf2(store, entries.get(tag))
  };
}
function textsOf2(store, entry, most) {
  if (entry === void 0) return [];
  const { type, count } = entry;
  if (type !== TYPE2.string && type !== TYPE2.strings && type !== TYPE2.i18n) return [];
  const wanted = Math.min(type === TYPE2.string ? 1 : count, most);
  const texts = [];
  let at2 = entry.offset;
  while (texts.length < wanted) {
    const end = store.indexOf(0, at2);
    if (end < 0) break;
    texts.push(store.toString("utf8", at2, end));
    at2 = end + 1;
  }
  return texts;
}
function numbersOf2(store, entry) {
  if (entry === void 0) return [];
  const { type, offset, count } = entry;
  const width = WIDTHS.get(type);
  if (width === void 0 || offset + count * width > store.length) return [];
  return Array.from({ length: count }, (_, index) => {
    const at2 = offset + index * width;
    if (type === TYPE2.int16) return store.readUInt16BE(at2);
    return type === TYPE2.int32 ? store.readUInt32BE(at2) : Number(store.readBigUInt64BE(at2));
  });
}
var WIDTHS = /* @__PURE__ */ new Map([
  [TYPE2.int16, 2],
  [TYPE2.int32, 4],
  [TYPE2.int64, 8]
]);

// src/inventory/cataloguers/rpm/manifest.ts
var COLUMNS = 10;
var EPOCH = /^\d+$/u;
var SOURCE_RPM = /^(.+)-([^-]+-[^-]+)\.(?:no)?src\.rpm$/u;
function readManifest2(content) {
  const packages = [];
  const unknowns = [];
  for (const line of content.toString("utf8").split("\n")) {
    if (line === "") continue;
    const fields = line.split("	");
    const [name = "", stated] = fields;
    const version = statedVersion(stated);
    if (fields.length !== COLUMNS || name === "" || version === null) {
      unknowns.push(`a line is not of a package: ${quoted(line)}`);
      continue;
    }
    const epoch = EPOCH.test(fields[5] ?? "") && fields[5] !== "0" ? `${fields[5]}:` : "";
    const source = SOURCE_RPM.exec(fields[9] ?? "");
    packages.push({
      type: "rpm",
      name,
      version: `${epoch}${version}`,
      architecture: fields[7] ?? null,
      source: source?.[1] === void 0 ? { name, version: `${epoch}${version}` } : { name: source[1], version: `${epoch}${source[2] ?? ""}` },
      licence: null
    });
  }
  return { packages, owned: [], unknowns };
}

// src/inventory/cataloguers/rpm/ndb.ts
var NDB_MAGIC = Buffer.from("RpmP", "latin1");
var SLOT_MAGIC = 1953459283;
var BLOB_MAGIC = 1398959170;
var PAGE_BYTES = 4096;
var SLOT_BYTES = 16;
var BLOCK_BYTES = 16;
var HEADER_BYTES3 = 32;
function ndbBlobs(file) {
  if (file.length < PAGE_BYTES) return noBlobs("the database ends in its first page");
  const pages = file.readUInt32LE(12);
  if (pages === 0 || pages * PAGE_BYTES > file.length) return noBlobs("the database is cut short");
  const blobs = [];
  const problems = /* @__PURE__ */ new Set();
  for (let at2 = HEADER_BYTES3; at2 < pages * PAGE_BYTES; at2 += SLOT_BYTES) {
    if (file.readUInt32LE(at2) !== SLOT_MAGIC) {
      problems.add("a slot is damaged");
      continue;
    }
    const index = file.readUInt32LE(at2 + 4);
    const offset = file.readUInt32LE(at2 + 8);
    if (index === 0 || offset === 0) continue;
    const blob = blobAt(file, offset * BLOCK_BYTES, index);
    if (blob === null) problems.add(`package ${index} lies outside of the file or is damaged`);
    else blobs.push(blob);
    if (blobs.length > BLOBS_MAX) return noBlobs(`the database has more than ${BLOBS_MAX} packages`);
  }
  return { blobs, problems: [...problems] };
}
function blobAt(file, start, index) {
  if (start + 16 > file.length || file.readUInt32LE(start) !== BLOB_MAGIC) return null;
  if (file.readUInt32LE(start + 4) !== index) return null;
  const end = start + 16 + file.readUInt32LE(start + 12);
  return end > file.length ? null : file.subarray(start + 16, end);
}

// src/inventory/cataloguers/rpm/vendor.ts
var DISTRIBUTION2 = /^(?:AlmaLinux|Rocky Enterprise Software Foundation|Red Hat, Inc\.|SUSE LLC|openSUSE$|Mageia\.Org|https?:\/\/(?:www\.)?openeuler\.org)/iu;
var AZURE_LINUX = /\.(?:azl|cm)\d+$/u;
function isForeign2(vendor, release) {
  if (vendor === null) return true;
  if (vendor.startsWith("Microsoft ")) return !AZURE_LINUX.test(release);
  return !DISTRIBUTION2.test(vendor);
}

// src/inventory/cataloguers/rpm/package.ts
var NAME12 = /^[A-Za-z0-9_][A-Za-z0-9._+-]{0,255}$/u;
var PART = /^[\x21-\x2c\x2e-\x7e]{1,256}$/u;
var ARCHITECTURE4 = /^[a-z0-9_]{1,64}$/u;
var SOURCE_RPM2 = /^(.+)-([^-]+)-([^-]+)\.(?:no)?src\.rpm$/u;
var MODULE = /^([^:]{1,128}):([^:]{1,128}):/u;
var MODULAR_RELEASE = /\.module[_+]/u;
var KEY2 = "gpg-pubkey";
var ESSENTIAL2 = /* @__PURE__ */ new Set([
  "basesystem",
  "bash",
  "coreutils",
  "coreutils-single",
  "filesystem",
  "glibc",
  "rpm",
  "setup"
]);
var ALGORITHMS = /* @__PURE__ */ new Map([
  [1, "md5"],
  [2, "sha1"],
  [8, "sha256"]
]);
function readPackage4(header) {
  const name = header.text(TAG2.name);
  if (name === KEY2) return null;
  if (name === null || !NAME12.test(name)) return `a package has no usable name: ${quoted(name ?? void 0)}`;
  const version = header.text(TAG2.version) ?? "";
  const release = header.text(TAG2.release) ?? "";
  if (!PART.test(version) || !PART.test(release)) {
    return `package ${name} has no usable version: ${quoted(`${version}-${release}`)}`;
  }
  const epoch = header.numbers(TAG2.epoch)[0] ?? 0;
  const full = `${epoch === 0 ? "" : `${epoch}:`}${version}-${release}`;
  const sourceRpm = header.text(TAG2.sourceRpm);
  const architecture = header.text(TAG2.architecture) ?? "";
  const module2 = moduleOf(header, release);
  const source = sourceOf(sourceRpm, epoch);
  const files = filesOf(header, name);
  return {
    one: {
      type: "rpm",
      name,
      version: full,
      architecture: ARCHITECTURE4.test(architecture) ? architecture : null,
      source: source ?? { name, version: full },
      licence: statedWords(header.text(TAG2.licence) ?? void 0),
      relations: relationsOf(header, name, files.programs),
      isForeign: isForeign2(header.text(TAG2.vendor), release),
      ...module2 === null ? {} : { module: module2 },
      qualifiers: {
        ...sourceRpm !== null && source !== null ? { upstream: sourceRpm } : {},
        ...module2 === null || module2 === "unknown" ? {} : { rpmmod: module2 }
      }
    },
    ...files
  };
}
function moduleOf(header, release) {
  const label = MODULE.exec(header.text(TAG2.modularityLabel) ?? "");
  if (label?.[1] !== void 0 && label[2] !== void 0) return `${label[1]}:${label[2]}`;
  return MODULAR_RELEASE.test(release) ? "unknown" : null;
}
function sourceOf(file, epoch) {
  const match = SOURCE_RPM2.exec(file ?? "");
  const [, name, version, release] = match ?? [];
  if (name === void 0 || version === void 0 || release === void 0) return null;
  return { name, version: `${epoch === 0 ? "" : `${epoch}:`}${version}-${release}` };
}
function filesOf(header, name) {
  const bases = header.texts(TAG2.baseNames);
  const folders = header.texts(TAG2.dirNames);
  const indexes = header.numbers(TAG2.dirIndexes);
  const digests = header.texts(TAG2.fileDigests);
  const algorithm = ALGORITHMS.get(header.numbers(TAG2.fileDigestAlgorithm)[0] ?? 1);
  const owned = [];
  const programs = [];
  for (const [index, base] of bases.entries()) {
    const path = `${folders[indexes[index] ?? -1] ?? "/"}${base}`.replace(/^\/+/u, "");
    const hex = digests[index] ?? "";
    const hash2 = hex !== "" && algorithm !== void 0 ? { algorithm, hex } : null;
    if (hash2 !== null && isOwnable(path)) owned.push({ path, package: name, hash: hash2 });
    if (isProgramPath(path)) programs.push({ path, package: name, ...hash2 === null ? {} : { hash: hash2 } });
  }
  return { owned, programs };
}
function relationsOf(header, name, programs) {
  const requires = new Set(header.texts(TAG2.requireName));
  const depends = [...requires].filter((one) => !one.startsWith("(") && !one.startsWith("rpmlib("));
  const size = header.numbers(TAG2.longSize)[0] ?? header.numbers(TAG2.size)[0];
  return {
    essential: ESSENTIAL2.has(name),
    depends: depends.map((one) => [one]),
    provides: [.../* @__PURE__ */ new Set([...header.texts(TAG2.provideName), ...programs.map(({ path }) => `/${path}`)])],
    installedBytes: size ?? null
  };
}

// src/inventory/cataloguers/rpm/sqlite.ts
var SQLITE_MAGIC = Buffer.from("SQLite format 3\0", "latin1");
var INTERIOR_TABLE = 5;
var LEAF_TABLE = 13;
var HEADER_BYTES4 = 100;
var DEPTH_MAX2 = 20;
function sqliteBlobs(file) {
  if (file.length < HEADER_BYTES4) return noBlobs("the database ends in its header");
  const stated = file.readUInt16BE(16);
  const pageSize = stated === 1 ? 65536 : stated;
  const reserved = file[20] ?? 0;
  if (pageSize < 512 || (pageSize & pageSize - 1) !== 0 || pageSize - reserved < 480) {
    return noBlobs("the database has no sound page size");
  }
  const tables = new TableReader(file, pageSize, pageSize - reserved);
  const root = rootOf(tables, "Packages");
  if (root === null) return noBlobs("the database has no table Packages");
  const blobs = [];
  for (const row of tables.rows(root)) {
    const blob = column(row, 1);
    if (Buffer.isBuffer(blob)) blobs.push(blob);
    else tables.problems.add("a row of the table Packages holds no header");
    if (blobs.length > BLOBS_MAX) return noBlobs(`the database has more than ${BLOBS_MAX} packages`);
  }
  if (file.length % pageSize !== 0) tables.problems.add("the database is cut short");
  if (file.readUInt32BE(28) > Math.floor(file.length / pageSize)) tables.problems.add("pages are missing");
  return { blobs, problems: [...tables.problems] };
}
function rootOf(tables, name) {
  for (const row of tables.rows(1)) {
    const type = column(row, 0);
    const itsName = column(row, 1);
    const root = column(row, 3);
    if (type === "table" && itsName === name && typeof root === "number" && root > 1) return root;
  }
  return null;
}
var TableReader = class {
  problems = /* @__PURE__ */ new Set();
  #file;
  #pageSize;
  #usable;
  /** Each page belongs to one place: a second visit is a loop. */
  #seen = /* @__PURE__ */ new Set();
  /** Bytes that rows can still have: together they fit into the file, unless they lie over each other. */
  #left;
  constructor(file, pageSize, usable) {
    this.#file = file;
    this.#left = file.length;
    this.#pageSize = pageSize;
    this.#usable = usable;
  }
  *rows(page, depth = 0) {
    const bytes = this.#take(page);
    if (bytes === null) return;
    if (depth > DEPTH_MAX2) {
      this.#fault("the tree of pages is too deep");
      return;
    }
    const start = page === 1 ? HEADER_BYTES4 : 0;
    const type = bytes[start];
    if (type !== INTERIOR_TABLE && type !== LEAF_TABLE) {
      this.#fault("a page is none of a table");
      return;
    }
    const cells = bytes.readUInt16BE(start + 3);
    const first = start + (type === LEAF_TABLE ? 8 : 12);
    if (first + cells * 2 > this.#usable) {
      this.#fault("a page has more cells than room");
      return;
    }
    for (let index = 0; index < cells; index++) {
      const at2 = bytes.readUInt16BE(first + index * 2);
      if (at2 + 4 > this.#usable) {
        this.#fault("a cell lies outside of its page");
        continue;
      }
      if (type === INTERIOR_TABLE) yield* this.rows(bytes.readUInt32BE(at2), depth + 1);
      else {
        const payload = this.#payload(bytes, at2);
        if (payload !== null) yield payload;
      }
    }
    if (type === INTERIOR_TABLE) yield* this.rows(bytes.readUInt32BE(start + 8), depth + 1);
  }
  /** Source: as above, 1.6, "Cell Payload Overflow Pages". */
  #payload(page, from) {
    const size = varint(page, from);
    const rowId = varint(page, size.end);
    const start = rowId.end;
    const most = this.#usable - 35;
    this.#left -= size.value;
    if (this.#left < 0) return this.#fault("rows lie over each other");
    if (size.value <= most) {
      if (start + size.value > this.#usable) return this.#fault("a row lies outside of its page");
      return page.subarray(start, start + size.value);
    }
    if (size.value > this.#file.length) return this.#fault("a row says that it is larger than the file");
    const least = Math.floor((this.#usable - 12) * 32 / 255) - 23;
    const local = least + (size.value - least) % (this.#usable - 4);
    const here = local <= most ? local : least;
    if (start + here + 4 > this.#usable) return this.#fault("a row lies outside of its page");
    const parts = [page.subarray(start, start + here)];
    let missing = size.value - here;
    let next = page.readUInt32BE(start + here);
    while (missing > 0) {
      const overflow = this.#take(next);
      if (overflow === null) return null;
      next = overflow.readUInt32BE(0);
      const part = overflow.subarray(4, Math.min(this.#usable, 4 + missing));
      parts.push(part);
      missing -= part.length;
    }
    return Buffer.concat(parts);
  }
  #take(page) {
    const start = (page - 1) * this.#pageSize;
    if (page < 1 || start + this.#pageSize > this.#file.length) return this.#fault("pages are missing");
    if (this.#seen.has(page)) return this.#fault("a page is used twice");
    this.#seen.add(page);
    return this.#file.subarray(start, start + this.#pageSize);
  }
  #fault(reason) {
    this.problems.add(reason);
    return null;
  }
};
function column(record, wanted) {
  const header = varint(record, 0);
  let at2 = header.end;
  let body = header.value;
  for (let index = 0; at2 < header.value && at2 < record.length; index++) {
    const serial = varint(record, at2);
    at2 = serial.end;
    const size = sizeOf(serial.value);
    if (index === wanted) {
      if (body + size > record.length) return null;
      if (serial.value >= 12 && serial.value % 2 === 0) return record.subarray(body, body + size);
      if (serial.value >= 13) return record.toString("utf8", body, body + size);
      return serial.value >= 1 && serial.value <= 6 && size <= 6 ? record.readIntBE(body, size) : literal(serial.value);
    }
    body += size;
  }
  return null;
}
var SIZES = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0];
function sizeOf(serial) {
  return serial < 12 ? SIZES[serial] ?? 0 : Math.floor((serial - 12) / 2);
}
function literal(serial) {
  if (serial === 8) return 0;
  return serial === 9 ? 1 : null;
}
function varint(bytes, from) {
  let value = 0;
  for (let at2 = from; at2 < from + 9; at2++) {
    const byte = bytes[at2] ?? 0;
    value = at2 === from + 8 ? value * 256 + byte : value * 128 + (byte & 127);
    if (byte < 128 || at2 === from + 8) return { value, end: at2 + 1 };
  }
  return { value, end: from + 9 };
}

// src/inventory/cataloguers/rpm/rpm.ts
var FOLDERS = ["usr/lib/sysimage/rpm/", "usr/share/rpm/", "var/lib/rpm/"];
var DATABASES2 = ["Packages", "Packages.db", "rpmdb.sqlite"];
var WRITE_AHEAD_LOG = "rpmdb.sqlite-wal";
var MANIFEST2 = "var/lib/rpmmanifest/container-manifest-2";
var PATHS = /* @__PURE__ */ new Set([
  ...FOLDERS.flatMap((folder) => [...DATABASES2, WRITE_AHEAD_LOG].map((name) => `${folder}${name}`)),
  MANIFEST2
]);
var RPM = {
  id: "rpm",
  ecosystem: "rpm",
  sees: "Packages in `rpmdb.sqlite`, `Packages.db` (ndb) or `Packages` (Berkeley DB) below `var/lib/rpm`, `usr/lib/sysimage/rpm` or `usr/share/rpm`, with their module; and in `var/lib/rpmmanifest/container-manifest-2`.",
  doesNotSee: "Packages whose entry was removed from the database; changes that are only in a write-ahead log (told).",
  names: { bases: [...DATABASES2, WRITE_AHEAD_LOG, "container-manifest-2"] },
  wants: (path) => PATHS.has(path),
  maxBytes: LIMITS.rpmDatabaseBytes.value,
  read: readDatabase2,
  wellKnown: [...PATHS, ...FOLDERS],
  behindLinks: [""],
  linkedFolders: null
};
function readDatabase2(content, path) {
  if (path.endsWith("/container-manifest-2")) return readManifest2(content);
  if (path.endsWith(WRITE_AHEAD_LOG)) {
    const unknowns = content.length === 0 ? [] : ["changes of the database are in its write-ahead log, which is not read"];
    return { packages: [], owned: [], unknowns };
  }
  return readBlobs(blobsOf(content), content.length);
}
function blobsOf(content) {
  if (content.subarray(0, SQLITE_MAGIC.length).equals(SQLITE_MAGIC)) return sqliteBlobs(content);
  if (content.subarray(0, NDB_MAGIC.length).equals(NDB_MAGIC)) return ndbBlobs(content);
  return isBdb(content) ? bdbBlobs(content) : noBlobs("it is no RPM database of a known format");
}
function readBlobs({ blobs, problems }, bytes) {
  const packages = [];
  const owned = [];
  const programs = [];
  const unknowns = [...problems];
  let left = bytes;
  for (const blob of blobs) {
    left -= blob.length;
    if (left < 0) {
      unknowns.push("packages of the database lie over each other");
      break;
    }
    const header = readHeader(blob);
    const entry = typeof header === "string" ? header : readPackage4(header);
    if (entry === null) continue;
    if (typeof entry === "string") {
      unknowns.push(entry);
      continue;
    }
    packages.push(entry.one);
    for (const file of entry.owned) owned.push(file);
    for (const program of entry.programs) programs.push(program);
  }
  return { packages, owned, programs, unknowns };
}

// src/inventory/cataloguers/ruby/ruby.ts
var FILE8 = /(?:^|\/)specifications\/(?:default\/)?[^/]+\.gemspec$/u;
var LINE8 = /\r?\n/u;
var STATED = /^\s*[a-z]\w*\.(name|version|platform|licenses?)\s*=\s*(?:Gem::Version\.new\(\s*)?(\[[^\]]*\]|"[^"]*"|'[^']*')/u;
var STRING = /"([^"]*)"|'([^']*)'/gu;
var NAME13 = /^[A-Za-z0-9_.-]{1,256}$/u;
var ANY_PLATFORM = "ruby";
var RUBY = {
  id: "ruby",
  ecosystem: "gem",
  sees: "Gems with a specification in a `specifications` folder, wherever it is: those of Ruby itself (`specifications/default`), of `gem install` and of Bundler.",
  doesNotSee: "Gems that Bundler took from a Git repository or a path, and the gem archives in a cache.",
  names: { suffixes: [".gemspec"] },
  wants: (path) => FILE8.test(path),
  maxBytes: LIMITS.packageFileBytes.value,
  read: readGemspec,
  wellKnown: [],
  behindLinks: [""],
  linkedFolders: /(?:^|\/)specifications(?:\/default)?$/u
};
function readGemspec(content, path) {
  const stated = /* @__PURE__ */ new Map();
  for (const line of content.toString("utf8").split(LINE8)) {
    const [, field, value] = STATED.exec(line) ?? [];
    if (field !== void 0 && value !== void 0 && !stated.has(field)) stated.set(field, stringsIn(value));
  }
  const name = stated.get("name")?.[0];
  const version = statedVersion(stated.get("version")?.[0]);
  if (name === void 0 || !NAME13.test(name))
    return unknown8(`the gem states no usable name: ${quoted(name)}`);
  if (version === null) return unknown8(`gem ${name} states no usable version`);
  const platform = stated.get("platform")?.[0] ?? ANY_PLATFORM;
  const full = platform === ANY_PLATFORM ? `${name}-${version}` : `${name}-${version}-${platform}`;
  const file = path.slice(path.lastIndexOf("/") + 1, -".gemspec".length);
  if (file !== full && !file.startsWith(`${name}-${version}-`)) {
    return unknown8(`the file is named ${quoted(file)}, but the gem in it is ${quoted(full)}`);
  }
  const licences = stated.get("licenses") ?? stated.get("license") ?? [];
  const one = { type: "gem", name, version, architecture: null, source: null };
  const qualifiers = platform === ANY_PLATFORM ? {} : { qualifiers: { platform } };
  return {
    ...NOTHING_READ,
    packages: [{ ...one, ...qualifiers, licence: statedWords(licences.join(" OR ")) }]
  };
}
function stringsIn(value) {
  return [...value.matchAll(STRING)].map((match) => match[1] ?? match[2] ?? "");
}
function unknown8(reason) {
  return { ...NOTHING_READ, unknowns: [reason] };
}

// src/inventory/cataloguers/runtimes/table.ts
var RUNTIMES = [
  { name: "node", path: /(?:^|\/)node(?:js)?(?:\.exe)?$/u, version: /node\.js\/v(\d+\.\d+\.\d+)/u },
  {
    name: "python",
    path: /(?:^|\/)(?:python\d?(?:\.\d+)?|libpython\d\.\d+[a-z]*\.so(?:\.[\d.]+)?)$/u,
    version: /\0(3\.\d{1,2}\.\d{1,2}(?:(?:a|b|rc)\d+)?)\+?\0/u,
    library: /^libpython\d\.\d+[a-z]*\.so/u
  },
  {
    name: "ruby",
    path: /(?:^|\/)(?:ruby(?:\d(?:\.\d)?)?|libruby(?:-\d\.\d)?\.so(?:\.[\d.]+)?)$/u,
    version: /\bruby (\d\.\d\.\d{1,2})(?:p\d+|dev|preview\d|rc\d)? \(/u,
    library: /^libruby(?:-\d\.\d)?\.so/u
  },
  {
    name: "perl",
    path: /(?:^|\/)(?:perl(?:5(?:\.\d+)*)?|libperl\.so(?:\.[\d.]+)?)$/u,
    version: /\/perl5?\/(?:site_perl\/)?(5\.\d{1,2}\.\d{1,2})(?=[/\0])/u,
    library: /^libperl\.so/u,
    isUnrecorded: true
  },
  {
    name: "php",
    path: /(?:^|\/)(?:php(?:\d[\d.]*)?(?:-(?:cgi|fpm))?(?:\d[\d.]*)?|libphp\d?\.so)$/u,
    version: /X-Powered-By: PHP\/(\d\.\d{1,2}\.\d{1,3})/u
  },
  { name: "nginx", path: /(?:^|\/)nginx(?:-debug)?$/u, version: /\bnginx\/(\d\.\d{1,3}\.\d{1,3})/u },
  { name: "apache", path: /(?:^|\/)(?:httpd|apache2)$/u, version: /\bApache\/(\d\.\d{1,2}\.\d{1,3})/u },
  {
    name: "postgresql",
    path: /(?:^|\/)postgres$/u,
    version: /(?:\(PostgreSQL\)|\0PostgreSQL) (\d{1,2}\.\d{1,2}(?:\.\d{1,2})?)/u
  },
  {
    name: "haproxy",
    path: /(?:^|\/)haproxy$/u,
    // Since 2.0 the version stands by itself, with a hash behind it that no other version has.
    version: /(?:\bHA-?Proxy version |\0(?=\d[\d.]{4,8}-[0-9a-f]{6,12}\0))(\d\.\d{1,2}\.\d{1,3})/u
  },
  { name: "memcached", path: /(?:^|\/)memcached$/u, version: /\bmemcached (\d\.\d{1,2}\.\d{1,3})/u },
  {
    name: "redis",
    path: /(?:^|\/)redis-server$/u,
    // The name of the building host follows at once: one that starts with a digit would change the version.
    version: /\0(\d\.\d{1,2}\.\d{1,3})buildkitsandbox-\d{10,22}\0/u
  },
  {
    name: "valkey",
    path: /(?:^|\/)valkey-server$/u,
    version: /\0valkey(\d{1,2}\.\d{1,2}\.\d{1,3})buildkitsandbox-\d{10,22}\0/u
  },
  {
    name: "openssl",
    path: /(?:^|\/)(?:openssl|lib(?:ssl|crypto)\.so(?:\.[\d.]+)?)$/u,
    version: /\bOpenSSL (\d\.\d{1,2}\.\d{1,3}[a-z]{0,2}) {1,2}\d{1,2} [A-Z][a-z]{2} \d{4}/u,
    isUnrecorded: true,
    isUnlisted: true
  }
];

// src/inventory/cataloguers/runtimes/runtimes.ts
var WINDOW = 1024 * 1024;
var OVERLAP2 = 256;
var LAUNCHER_MOST = 256 * 1024;
var RUNTIME = {
  id: "runtimes",
  ecosystem: "generic",
  sees: `Bare programs by their name and the version in them: ${RUNTIMES.map(({ name }) => name).join(", ")}.`,
  doesNotSee: "The same programs under another name, and other programs (told as programs that belong to no package).",
  readProgram(program, path) {
    const runtime = RUNTIMES.find((one) => one.path.test(path));
    if (runtime === void 0) return null;
    const version = versionIn(program, runtime);
    if (version === null) return withoutVersion(program, runtime);
    const packages = runtime.isUnlisted === true ? [] : [packageOf6(runtime, version)];
    const told = `no advisory source speaks of ${runtime.name}, and it is version ${version}`;
    return { ...NOTHING_READ, packages, unknowns: runtime.isUnrecorded === true ? [told] : [] };
  }
};
function versionIn(program, { version }) {
  for (let at2 = 0; at2 < program.size; at2 += WINDOW) {
    const found = version.exec(program.read(at2, WINDOW + OVERLAP2).toString("latin1"))?.[1];
    if (found !== void 0) return found;
  }
  return null;
}
function withoutVersion(program, { name, library }) {
  const facts = readProgramFacts(program);
  if (typeof facts === "string") return null;
  if (facts.isLibrary) return unknown9(`it has the name of ${name}, and no version is found in it`);
  const isLauncher = library !== void 0 && facts.needed.some((one) => library.test(one));
  return isLauncher && program.size <= LAUNCHER_MOST ? NOTHING_READ : null;
}
function unknown9(reason) {
  return { ...NOTHING_READ, unknowns: [reason] };
}
function packageOf6({ name }, version) {
  return { type: "generic", name, version, architecture: null, source: null, licence: null };
}

// src/inventory/cataloguers/rust/rust.ts
var import_node_zlib4 = require("node:zlib");
var SECTION2 = ".dep-v0";
var NAME14 = /^[A-Za-z0-9_][\w-]{0,127}$/u;
var REGISTRY2 = "crates.io";
var RUST = {
  id: "rust",
  ecosystem: "cargo",
  sees: "Crates of programs built with `cargo auditable`, from the section `.dep-v0` of ELF, Mach-O and PE files.",
  doesNotSee: "Rust programs built without it (told as programs that belong to no package), and crates that only ran during the build.",
  readProgram(program) {
    for (const slice of slicesOf(program)) {
      const reading = readSlice2(slice);
      if (reading !== null) return reading;
    }
    return null;
  }
};
function readSlice2(program) {
  const layout = readLayout(program);
  if (typeof layout === "string") return null;
  const section = layout.sections.find(({ name }) => name === SECTION2);
  if (section === void 0) return null;
  const bytes = bytesAt(program, section.offset, section.size);
  if (bytes === null) return unknown10("its list of crates lies outside of it");
  try {
    const text2 = (0, import_node_zlib4.inflateSync)(bytes, { maxOutputLength: LIMITS.packageFileBytes.value }).toString("utf8");
    return readList(JSON.parse(text2));
  } catch (error) {
    return unknown10(`its list of crates cannot be read: ${errorText(error)}`);
  }
}
function readList(list) {
  const entries = member2(list, "packages");
  if (!Array.isArray(entries)) return unknown10("its list of crates has no packages");
  const packages = [];
  const unknowns = [];
  let elsewhere = 0;
  for (const entry of entries) {
    const [name, version, source] = ["name", "version", "source"].map((key2) => member2(entry, key2));
    if (member2(entry, "kind") === "build" || member2(entry, "root") === true) continue;
    const stated = typeof version === "string" ? statedVersion(version) : null;
    if (typeof name !== "string" || !NAME14.test(name) || stated === null) {
      unknowns.push(`a crate has no usable name and version: ${quoted(String(name))}`);
    } else if (source === REGISTRY2) {
      packages.push({
        type: "cargo",
        name,
        version: stated,
        architecture: null,
        source: null,
        licence: null
      });
    } else if (source !== "local") elsewhere++;
  }
  if (elsewhere > 0)
    unknowns.push(`${elsewhere} crates come from elsewhere than crates.io: advisories do not speak of them`);
  return { packages, owned: [], unknowns };
}
function member2(value, key2) {
  return typeof value === "object" && value !== null && Object.hasOwn(value, key2) ? Reflect.get(value, key2) : void 0;
}
function unknown10(reason) {
  return { packages: [], owned: [], unknowns: [reason] };
}

// src/inventory/cataloguers/index.ts
var CATALOGUERS = [
  DPKG,
  APK,
  RPM,
  OPKG,
  NPM,
  PNP,
  PYTHON,
  NAMELESS,
  EGG,
  CONDA,
  JAVA,
  RUBY,
  PHP,
  DOTNET,
  ...LOCKS
];
var PROGRAM_CATALOGUERS = [
  GO,
  RUST,
  DOTNET_SINGLE_FILE,
  RUNTIME,
  PACKED
];

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
    id: "pacman",
    what: "pacman package entries",
    isOsDatabase: true,
    names: { bases: ["desc"] },
    path: /^var\/lib\/pacman\/local\/[^/]+\/desc$/u
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
    what: "Go programs without their build information",
    isOsDatabase: false,
    names: {},
    path: /^(?!)/u
  }
];

// src/inventory/classify.ts
var SLASH = 47;
var SMALL = 32;
var NOTABLE = { kind: "notable" };
function createClassifier() {
  const names2 = [...CATALOGUERS.map((one) => one.names), ...UNREAD.map((one) => one.names), notableNames()];
  const bases = bitsOf(names2.flatMap((one) => one.bases ?? []));
  const folders = bitsOf(names2.flatMap((one) => one.folders ?? []));
  const ends = new Uint8Array(65536);
  for (const suffix of names2.flatMap((one) => one.suffixes ?? []))
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
function bitsOf(names2) {
  const bits = new Uint8Array(16384);
  for (const name of names2) bits[key(Buffer.from(name), 0, name.length)] = 1;
  return bits;
}
function key(bytes, start, end) {
  const first = (bytes[start] ?? 0) & 127;
  const last = (bytes[end - 1] ?? 0) & 127;
  return (first ^ end - start << 3) & 127 | last << 7;
}
function lastTwo(bytes, length) {
  return ((bytes[length - 2] ?? 0) | SMALL) << 8 | ((bytes[length - 1] ?? 0) | SMALL);
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
function hashText(path, seed) {
  const bytes = encodeName(path);
  return hashPath(bytes, bytes.length, seed);
}
function createHashList() {
  let values = new Float64Array(1024);
  let size = 0;
  return {
    add(hash2) {
      if (size === values.length) {
        const larger = new Float64Array(size * 2);
        larger.set(values);
        values = larger;
      }
      values[size++] = hash2;
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
  const joined2 = [];
  for (const [path, target] of hardLinks) {
    const record = records.get(target);
    if (record === void 0) continue;
    const isProgram2 = record.kind === "program" && classify(path) === null;
    if (!isProgram2 && !isSameClass(classify(path), classify(target))) continue;
    joined2.push({ ...record, path });
    hardLinks.delete(path);
  }
  return joined2;
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

// src/inventory/layer/program-body.ts
var import_node_crypto2 = require("node:crypto");
var import_node_fs = require("node:fs");
var import_node_path = require("node:path");
var READ_AHEAD = 256 * 1024;
var NO_BYTES2 = Buffer.alloc(0);
function memoryBody(bytes) {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return (offset, length) => {
    const end = span(offset, length, whole.length);
    return end === 0 ? NO_BYTES2 : whole.subarray(offset, end);
  };
}
function openSpill(folder) {
  const path = (0, import_node_path.join)(folder, `image-gate-${(0, import_node_crypto2.randomUUID)()}`);
  const file = (0, import_node_fs.openSync)(path, "wx+", 384);
  (0, import_node_fs.unlinkSync)(path);
  let size = 0;
  let buffer = Buffer.allocUnsafeSlow(READ_AHEAD);
  let start = 0;
  let filled = 0;
  function fill(offset, length) {
    if (length > buffer.length) buffer = Buffer.allocUnsafeSlow(length);
    start = offset;
    filled = 0;
    const wanted = Math.min(buffer.length, size - offset);
    while (filled < wanted) {
      const count = (0, import_node_fs.readSync)(file, buffer, filled, wanted - filled, offset + filled);
      if (count === 0) throw new Error("the temporary file was cut");
      filled += count;
    }
  }
  return {
    write(bytes) {
      for (let at2 = 0; at2 < bytes.length; ) at2 += (0, import_node_fs.writeSync)(file, bytes, at2, bytes.length - at2, size + at2);
      size += bytes.length;
    },
    read(offset, length) {
      const end = span(offset, length, size);
      if (end === 0) return NO_BYTES2;
      if (offset < start || end > start + filled) fill(offset, end - offset);
      return buffer.subarray(offset - start, end - start);
    },
    close() {
      (0, import_node_fs.closeSync)(file);
    }
  };
}
function span(offset, length, size) {
  if (!Number.isSafeInteger(offset) || offset < 0 || offset >= size || !(length > 0)) return 0;
  return Math.floor(Math.min(size, offset + length));
}

// src/inventory/layer/program.ts
var PROGRAM_LEAST = 64;
var ELF = 2135247942;
var MACH_O = /* @__PURE__ */ new Set([4277009102, 4277009103, 3472551422, 3489328638]);
var MACH_O_FAT = /* @__PURE__ */ new Set([3405691582, 3405691583]);
var FAT_MOST = 44;
var PE_OFFSET = 60;
var PE_SIGNATURE = 1346699264;
var GO_NOTE_NAME = Buffer.from([4, 0, 0, 0, 71, 111, 0, 0]);
var GO_NOTE_WITHIN = 4096;
function programFormat(bytes, offset) {
  const first = bytes[offset];
  if (first !== 127 && first !== 77 && first !== 202 && first !== 206 && first !== 207 && first !== 254)
    return null;
  if (bytes.length - offset < 8) return null;
  const magic = number2(bytes, offset);
  if (magic === ELF) return "elf";
  if (MACH_O.has(magic)) return "mach-o";
  if (MACH_O_FAT.has(magic)) {
    const count = number2(bytes, offset + 4);
    return count > 0 && count <= FAT_MOST ? "mach-o" : null;
  }
  return magic >>> 16 === 19802 && mayBePe(bytes, offset) ? "pe" : null;
}
function isGoProgram(program) {
  return program.format === "elf" && program.read(0, GO_NOTE_WITHIN).includes(GO_NOTE_NAME);
}
var NO_PROGRAM2 = /\.(?:so(?:\.[0-9A-Za-z_.]{1,64})?|node|dll|dylib|bundle|o|ko|a|pyd|bpf|debug)$/iu;
function isProgram(path, facts) {
  return facts?.isLibrary !== true && !NO_PROGRAM2.test(path);
}
function mayBePe(bytes, offset) {
  const field = offset + PE_OFFSET;
  if (field + 4 > bytes.length) return false;
  const at2 = offset + swapped(number2(bytes, field));
  return at2 + 4 > bytes.length || number2(bytes, at2) === PE_SIGNATURE;
}
function number2(bytes, at2) {
  const high = (bytes[at2] ?? 0) << 8 | (bytes[at2 + 1] ?? 0);
  const low = (bytes[at2 + 2] ?? 0) << 8 | (bytes[at2 + 3] ?? 0);
  return high * 65536 + low;
}
function swapped(value) {
  const bytes = [value & 255, value >>> 8 & 255, value >>> 16 & 255, value >>> 24];
  return number2(Uint8Array.from(bytes), 0);
}

// src/inventory/layer/read-program.ts
var import_node_crypto4 = require("node:crypto");

// src/inventory/layer/read-file.ts
var import_node_crypto3 = require("node:crypto");

// src/inventory/distribution.ts
var FOR_DISTRIBUTION = /^(?:usr\/(?!local\/)|bin\/|sbin\/|lib(?:32|64|x32)?\/)/u;
function isForDistribution(path) {
  return FOR_DISTRIBUTION.test(path);
}

// src/inventory/layer/read-file.ts
var REASONS_MAX = 100;
function problemOf(entry, what) {
  const limit = what.kind === "catalogue" ? what.cataloguer.maxBytes : NOTABLE_BYTES;
  const over = entry.size > limit ? `it has ${entry.size} bytes, the limit is ${limit}` : null;
  return storedOddly(entry) ?? over;
}
function storedOddly(entry) {
  if (entry.isSparse) return "it is stored as a sparse file, which is not read";
  if (entry.type === TAR_TYPE.file || entry.type === TAR_TYPE.contiguous) return null;
  return `it is stored as a tar entry of the unknown type ${entry.type}`;
}
function readFile(path, what, bytes) {
  if (what.kind === "notable") return { path, kind: "notable", content: new Uint8Array(bytes) };
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const digests = isForDistribution(path) ? digestsOf(content) : null;
  if (what.kind === "unread") return { path, kind: "unread", format: what.format.id, digests };
  const { cataloguer } = what;
  return {
    path,
    kind: "catalogue",
    cataloguer: cataloguer.id,
    reading: withFewReasons(cataloguer.read(content, path)),
    digests
  };
}
function digestsOf(content) {
  return {
    md5: (0, import_node_crypto3.hash)("md5", content, "hex"),
    sha1: (0, import_node_crypto3.hash)("sha1", content, "hex"),
    sha256: (0, import_node_crypto3.hash)("sha256", content, "hex")
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

// src/inventory/layer/read-program.ts
var DIGESTED = 32 * 1024 * 1024;
var CHUNK = 1024 * 1024;
function readProgram(path, program, cataloguers = PROGRAM_CATALOGUERS) {
  const found = { readings: [], problem: null };
  const facts = attempt(found, () => readProgramFacts(program));
  if (typeof facts === "string") found.problem ??= facts;
  for (const cataloguer of cataloguers) {
    const reading = attempt(found, () => cataloguer.readProgram(program, path));
    if (reading !== null) found.readings.push(withFewReasons(reading));
  }
  const isRecognised = found.readings.length > 0;
  const isUnreadGo = !isRecognised && attempt(found, () => isGoProgram(program)) === true;
  const known = typeof facts === "string" ? null : facts;
  const isAsked = isRecognised || isProgram(path, known) && program.size <= DIGESTED;
  const digests = isAsked ? attempt(found, () => digestsOf2(program)) : null;
  return {
    path,
    kind: "program",
    facts: known,
    readings: found.readings,
    problem: found.problem,
    isUnreadGo,
    digests
  };
}
function unreadProgram(path, problem) {
  return { path, kind: "program", facts: null, readings: [], problem, isUnreadGo: false, digests: null };
}
function attempt(found, work) {
  try {
    return work();
  } catch (error) {
    found.problem ??= `it cannot be read: ${errorText(error)}`;
    return null;
  }
}
function digestsOf2(program) {
  const [md5, sha1, sha256] = [(0, import_node_crypto4.createHash)("md5"), (0, import_node_crypto4.createHash)("sha1"), (0, import_node_crypto4.createHash)("sha256")];
  for (let at2 = 0; at2 < program.size; at2 += CHUNK) {
    const bytes = program.read(at2, CHUNK);
    for (const hash2 of [md5, sha1, sha256]) hash2.update(bytes);
  }
  return { md5: md5.digest("hex"), sha1: sha1.digest("hex"), sha256: sha256.digest("hex") };
}

// src/inventory/layer/program-taker.ts
var START2 = 4096;
var NO_ENTRY = { path: "", format: "elf", size: 0, isExecutable: false, problem: null };
function createProgramTaker({ limits, tempFolder }) {
  let entry = NO_ENTRY;
  let spill = null;
  let failed = null;
  function finish(read) {
    const { path, size, isExecutable } = entry;
    const format = programFormat(read(0, START2), 0);
    return format === null ? null : readProgram(path, { format, size, isExecutable, read });
  }
  function close() {
    spill?.close();
    spill = null;
  }
  function write(bytes) {
    if (failed !== null) return;
    try {
      spill ??= openSpill(tempFolder);
      spill.write(bytes);
    } catch (error) {
      failed = `it has ${entry.size} bytes and cannot be held in a temporary file: ${errorText(error)}`;
    }
  }
  return {
    begin(next) {
      entry = next;
      failed = null;
      const { path, size, problem } = entry;
      const over = size > limits.programBytes ? `it has ${size} bytes, the limit is ${limits.programBytes}` : null;
      const reason = problem ?? over;
      if (reason !== null) return { kind: "none", record: unreadProgram(path, reason) };
      return { kind: size > limits.programMemoryBytes ? "parts" : "whole" };
    },
    whole: (bytes) => finish(memoryBody(bytes)),
    part(bytes, isLast) {
      write(bytes);
      if (!isLast) return null;
      try {
        if (failed !== null || spill === null) return unreadProgram(entry.path, failed ?? "it is empty");
        return finish(spill.read);
      } catch (error) {
        return unreadProgram(entry.path, `it cannot be read: ${errorText(error)}`);
      } finally {
        close();
      }
    },
    close
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
  const otherLinks = /* @__PURE__ */ new Map();
  const whiteouts = [];
  const opaques = [];
  const unknowns = [];
  const files = createHashList();
  const folders = createHashList();
  const programs = createProgramTaker(options);
  const programPaths = /* @__PURE__ */ new Set();
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
    else hardLink(text2, normalPath(target));
    if (links.size + hardLinks.size + otherLinks.size > limits.links) throw tooMany2("links", limits.links);
  }
  function hardLink(text2, target) {
    const first = hardLinks.get(target) ?? target;
    if (isClassified()) {
      hardLinks.set(text2, target);
    } else if (records.get(first)?.kind === "program") {
      hardLinks.set(text2, first);
      programPaths.add(hashPath(path.bytes, path.length(), seed));
    } else {
      otherLinks.set(text2, target);
    }
  }
  function linksBelow() {
    if (otherLinks.size === 0) return [];
    const here = new Set(files.take());
    return toFacts(otherLinks).filter(({ target }) => !here.has(hashText(target, seed)));
  }
  function forgetProgram(hash2) {
    if (!programPaths.delete(hash2)) return;
    records.delete(path.text());
    hardLinks.delete(path.text());
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
    return aliases === null || aliases(path.text()) !== null ? program(entry) : 0;
  }
  function program(entry) {
    if (entry.size < PROGRAM_LEAST) return 0;
    const format = programFormat(entry.block, entry.offset + TAR_BLOCK);
    if (format === null || isTooLong()) return 0;
    const isExecutable = (entry.mode & EXECUTABLE) !== 0;
    const { size } = entry;
    const wanted = programs.begin({
      path: path.text(),
      format,
      size,
      isExecutable,
      problem: storedOddly(entry)
    });
    programPaths.add(hashPath(path.bytes, path.length(), seed));
    if (wanted.kind === "none") {
      keep(wanted.record);
      return 0;
    }
    entry.inParts = wanted.kind === "parts";
    return size;
  }
  function wantFile(entry, found) {
    const text2 = path.text();
    if (found.kind === "unread" && entry.size > NOTABLE_BYTES) {
      keep({ path: text2, kind: "unread", format: found.format.id, digests: null });
      return 0;
    }
    const problem = problemOf(entry, found);
    if (problem !== null) {
      keep({ path: text2, kind: "problem", reason: problem });
      return 0;
    }
    pending = { path: text2, what: found };
    if (entry.size === 0) finish(Buffer.alloc(0));
    return entry.size;
  }
  function finish(bytes) {
    const current = pending;
    pending = null;
    if (current !== null) keep(readFile(current.path, current.what, bytes));
    else keepProgram(programs.whole(bytes));
  }
  function keepProgram(record) {
    if (record !== null) keep(record);
  }
  return {
    visitor: {
      entry(entry) {
        path.set(entry);
        if (path.length() === 0) return 0;
        if (entry.type === TAR_TYPE.directory) {
          const hash3 = hashPath(path.bytes, path.length(), seed);
          folders.add(hash3);
          forgetProgram(hash3);
          return 0;
        }
        if (isWhiteout(path.bytes, path.base(), path.length())) {
          if (aliases === null) whiteout();
          return 0;
        }
        const hash2 = hashPath(path.bytes, path.length(), seed);
        files.add(hash2);
        forgetProgram(hash2);
        if (entry.type === TAR_TYPE.symlink || entry.type === TAR_TYPE.hardLink) {
          if (aliases === null) link(entry);
          else if (entry.type === TAR_TYPE.hardLink && what() !== null) keep(linkBehindLink(path.text()));
          return 0;
        }
        return isDevice(entry.type) ? 0 : file(entry);
      },
      body: finish,
      part(bytes, isLast) {
        keepProgram(programs.part(bytes, isLast));
      }
    },
    facts() {
      return {
        records: [...records.values(), ...joinHardLinks(records, hardLinks)],
        links: toFacts(links),
        hardLinks: [...toFacts(hardLinks), ...linksBelow()],
        whiteouts,
        opaques,
        files: files.take(),
        folders: folders.take(),
        unknowns
      };
    },
    close() {
      programs.close();
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
  const visit = createLayerVisit(job);
  try {
    return await walkLayer(job, chunks, visit);
  } finally {
    visit.close();
  }
}
async function walkLayer(job, chunks, visit) {
  const verifier = createVerifier(job);
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
var import_node_fs2 = require("node:fs");
var CHUNK2 = 512 * 1024;
function* fileChunks(path, offset, length) {
  const file = attempt2(path, () => (0, import_node_fs2.openSync)(path, "r"));
  try {
    const buffer = Buffer.allocUnsafeSlow(CHUNK2);
    let done = 0;
    while (done < length) {
      const size = readFull(path, file, buffer.subarray(0, Math.min(CHUNK2, length - done)), offset + done);
      if (size === 0) throw unreadable(path, `it ends ${length - done} bytes too early`);
      yield buffer.subarray(0, size);
      done += size;
    }
  } finally {
    (0, import_node_fs2.closeSync)(file);
  }
}
function readFull(path, file, buffer, position) {
  let done = 0;
  while (done < buffer.length) {
    const size = attempt2(path, () => (0, import_node_fs2.readSync)(file, buffer, done, buffer.length - done, position + done));
    if (size === 0) return done;
    done += size;
  }
  return done;
}
function attempt2(path, work) {
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

import { crc32, deflateRawSync } from 'node:zlib';

/** One file of a zip; what is not given is as an honest packer writes it. */
export type ZipEntry = {
	name: string;
	data?: Buffer | string;
	/** Packed by deflate; otherwise stored as it is. */
	deflate?: boolean;
	crc?: number;
	/** The size that the headers claim. */
	claims?: number;
	flags?: number;
	method?: number;
	/** Unix mode, such as 0o120777 for a symbolic link. */
	mode?: number;
};

/** Writes a zip as bytes, as wrong as its entries say. */
export function zip(entries: ZipEntry[]): Buffer {
	const bodies: Buffer[] = [];
	const directory: Buffer[] = [];
	let offset = 0;
	for (const entry of entries) {
		const data = Buffer.from(entry.data ?? '');
		const body = entry.deflate ? deflateRawSync(data) : data;
		const name = Buffer.from(entry.name);
		const common = Buffer.alloc(26);
		common.writeUInt16LE(20, 0); // version needed
		common.writeUInt16LE((entry.flags ?? 0) | 0x800, 2); // names are UTF-8
		common.writeUInt16LE(entry.method ?? (entry.deflate ? 8 : 0), 4);
		common.writeUInt32LE(entry.crc ?? crc32(data), 10);
		common.writeUInt32LE(body.length, 14);
		common.writeUInt32LE(entry.claims ?? data.length, 18);
		common.writeUInt16LE(name.length, 22);
		const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), common, name, body]);
		const rest = Buffer.alloc(14);
		rest.writeUInt32LE(((entry.mode ?? 0o100644) << 16) >>> 0, 6);
		rest.writeUInt32LE(offset, 10);
		directory.push(Buffer.from('PK\u0001\u0002'), Buffer.from([20, 3]), common, rest, name);
		bodies.push(local);
		offset += local.length;
	}
	const central = Buffer.concat(directory);
	const end = Buffer.alloc(18);
	end.writeUInt16LE(entries.length, 4);
	end.writeUInt16LE(entries.length, 6);
	end.writeUInt32LE(central.length, 8);
	end.writeUInt32LE(offset, 12);
	return Buffer.concat([...bodies, central, Buffer.from('PK\u0005\u0006'), end]);
}

import { isIPv6 } from 'node:net';

/**
 * The network that somebody is in, as far as an address tells one from another: an IPv4 address is its own, of an
 * IPv6 address it is the /64, all of whose addresses one household or server has. IPv4 written as IPv6 is IPv4.
 */
export function networkOf(address: string): string {
	const plain = address.split('%')[0] ?? '';
	if (!isIPv6(plain)) return address;
	const groups = groupsOf(plain);
	const [, , , , , , high = 0, low = 0] = groups;
	if (groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff)
		return [high >> 8, high & 255, low >> 8, low & 255].join('.');
	return `${groups
		.slice(0, 4)
		.map((group) => group.toString(16))
		.join(':')}::/64`;
}

/** The eight numbers of an IPv6 address. */
function groupsOf(address: string): number[] {
	const [head = [], tail] = address.split('::').map((half) => half.split(':').flatMap(numbersOf));
	if (tail === undefined) return head;
	return [...head, ...Array<number>(8 - head.length - tail.length).fill(0), ...tail];
}

function numbersOf(group: string): number[] {
	if (group === '') return [];
	if (!group.includes('.')) return [parseInt(group, 16)];
	const [a = 0, b = 0, c = 0, d = 0] = group.split('.').map(Number);
	return [a * 256 + b, c * 256 + d];
}

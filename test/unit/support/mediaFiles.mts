import { gunzipSync } from 'node:zlib';
import type { MediaFacts } from '../../../protocol/media/containers/facts';

/** A file of ffmpeg 5.1: a quarter of a second of grey, and what ffprobe says of it. */
export interface MediaFile {
	name: string;
	bytes: Buffer;
	facts: MediaFacts;
}

const unpacked = (text: string) => gunzipSync(Buffer.from(text, 'base64'));

const GREY = { width: 64, height: 48, seconds: 0.25, framesPerSecond: 23.976 };

export const MEDIA_FILES: MediaFile[] = [
	{
		name: 'header first',
		facts: { ...GREY, videoCodec: 'h264', hasAudio: false },
		bytes: unpacked(
			'H4sIAAAAAAACA41SQWsUMRT+ZkPrUlassNoiRcbSo0JbqgdF0NpDBQ+iVS/1MLvJumEnnXGSDiqKWIp48SAIUn9DQdCjooV6Eekf8Fbx0KIHT2th6YwkM8um7Vp8zMubl/d9Ly/vBYBbU/dDLgMBFKAtl8G4F1fHRDgxBpBhEQQxAF/EdYodQjYAtOBAfx1xdqJ2+xewrxSAwl0VeQ0As6phziRdsrX2MP/nXL2MGneEUSUBDDFfKovR6nCdTUG5B8AVdPfdb68AA/GNz8Y5Vad+1I7EnDIbeZNTFkx7c9RnGuO8FHyuBqAcC5PULnOEZrEhGrGaVVRpPvLd7N+ZkariA/gglaQWZlkP7R+t0BcfxTRg1CBKV7y46vq8cm/8zES3QQymKQD9FC45FH3pOo7coehbfltsFlzgkYuB0Pk+9cVBb/3n6tfhle2tLc3rDz0Z5jVoLVdUlDf40PtMMSiVaX671l6AbOp7SyXb+ySPaduTx6oWJ+cZe1Iq+cCqXe8f133rYstSVYNOHnINwPl5qvSgTwtmrJYT9lAF5ZEXhr7doCLPXk6xFjE98aeCeto/xp4tltKk+evjgbXJ2al3R5daf14QOrNw+YlGX3x9rv9T8nw1Qy6Qx0nzd0Imr746vLbxcBs9txrf1n8s7UUuHkz3Rb5Jzl7/C+JFhSbQAwAA',
		),
	},
	{
		name: 'header last, with sound',
		facts: { ...GREY, videoCodec: 'h264', hasAudio: true },
		bytes: unpacked(
			'H4sIAAAAAAACA5WUz0sUYRjHvzOzu25mtIGmxFJTGHQoUNk8FIGaB4MOkWUXO8zuO6uDMzvDvO8OFf2YrIOHguwS9jcIQXWJogS7RAieuxkFRh06mbi4m+/sTL67rmIv++w7L8/3ed/ned7PDAA1z246BrUtQAafDWr3aF6u23Iy3QCSeVfXATy1iMakDrUJwCF96mFLpbzy633TwsDo4KuDM6U/0wq5MnnhfqhI9j8/m/pQfjxfVU8q98orv8vKwKVnBxaWb68jfm3iy9K3GVEp7L2vsqP6RfnMMBB/YNm2B8C0vHGCmqEsAyhBAv9tDqlWVb/uw45DAeRp5moTAEbZRHCm0mC30pbI3ZzL/7qCZadOGAWQ1k3KhIjSZqy8xyKGBkC1SH3t1+eAdu/qx2BxapyYbuTxDKKLyhGD6PaQViCmzjXSa8so5AG0elawqZhmJ6n60sTV80JSLUXXVKvPEqMsawJ4RxklgmaW47RNK3jhXRgCAgsULRc1L6eaRvZGT2+m0UV0VCoAOKTnJYLmyhLaxgiaZ18mV2QVuKOi3ZG+Dn6SkBj/Of/52Nz66iqPSzkadcIcuLVmmRs2eP/bqqGDsqD5Ua4JQPnB66aM0k0QAh+f4wAylNFcnS8yuU4vh88nKaO3hJoSAA7zfjaY05TlbGF/3pSRjXqeAHL/DkDK4bwmoif9/4uwHZBrQCyMld5sD+SRPmDvYiMgqV0siMphu1ggApAkBDJFrZpNdwPjiRDGu3UwFiwno20pW0YqShVAr05JcNmK7/vHISPm+357X9u/crAe930/3jY18h0J3/cluRanqoa3Q8BJrlosPFlZDLHKCdmI1iogEguvth4F/sW4vFH5I/7lpGMO4YGubZoRasGrkqbZMQ5+5JEEKM8VCeP9OG3pLOrLUfGSLGK4muOY4kUljQ0S/gKs35EyPQYAAA==',
		),
	},
	{
		name: 'fragments, with sound',
		// Its last frame lasts longer.
		facts: {
			...GREY,
			seconds: 0.378,
			framesPerSecond: 15.863,
			videoCodec: 'h264',
			hasAudio: true,
		},
		bytes: unpacked(
			'H4sIAAAAAAACA61UTWgTQRh9u5u0oVSMmNqipY2i4EVoS1ukosTaQ4UelGoVrOA2k9ilmeyyMw1V/FmLh3rw4EnrWakHQdSr2Ep78acgHr1VFCr+4EFqQZro7CbtJG6CFYfMTmbmmzfvfe/bBdCY5Ocsg5kdgAoxGszspFZ7KxC4S00zAyBFM8MERU1bdAfF/a01pTiqdB5DxaYCyhdu6yMABvmIe6dWAX1994pHi7t5jRJDBxClpFTX6RnxPD7nTvYMk5Rd2MkYJCFHDhgkYfbqaZJKiBilnRrpJIBIhrqgMoWdxNtrJHYiKVGsHbVT0fz/74wPpQDcY5wRKeaWnom3lk1ADC3oBdzuRtT26Zl4NGUMjbV1tvulqiGXA9CmZ+KHFIKa3ALqzhLU3H8UWlKjwMUo6i3lXc9zBVXDn2Zf7phZWV4W58KWzqw8B9HDjHMm4YYZZ3FpHmGcnS+5O8x43JRcmq5gtupns7LuIlNOlTe7OVbObGaOpuXIfnM0TSSzq/JmhxktAv0bo1/kjb5UYnSaWu36H5JUhNeoojPBiJt0zXGcXVARcBynPla3Kqc5FnQcJ1g3MfABVY7jKCKNkSFuc0gx/8c+9NJMYkykltvuCKk85Cbvqz77+0cJF8o7aIIXMrBdtoMSw9YtKyUfChkpJkTNUdN0raDJYTmdZ7itu1Zwsa5ir7e+8SOAJq+QEOFJwkvY7Oa28F4L5sm+8grROwdoYqz9vd7ng68CAREcyBevH37Ew3c5irAlAF2U6ELL1sTE1dpcdunz0+r57sGex1smf/64oZFj44evCMUHb+8LT2evzyoN0WrRATzxUS9QT/qr1yqo3/zGs0qwUwvq5/JKmiqr1l6XVx0qVS36V1HMa6rHtcvZpW9ZrfvIzU3zixdWEDwx8nbh/WSpagCWj2Lt3xRvu+OjeKxEcZvkzYZcRZYPsl39AKZo0hZlfJQnbV0pfqG14mIIPFPy1Lz0AwhOry65/ABUPfSWDkiAqv9nUgIMoRgwTJN24e2d+gULMzQu+gcAAA==',
		),
	},
	{
		name: 'turned by 90 degrees, in QuickTime',
		facts: { ...GREY, width: 48, height: 64, videoCodec: 'h264', hasAudio: false },
		bytes: unpacked(
			'H4sIAAAAAAACA31RwUsUURj/zQya2AYKW0pIDLFHA5PokJfNFlEwEIq62OE5b7YZ9o27zntOKYUkEnrw4KnsL+ggBHUvwVOE/0A3o4NRh06bsOyMvDez+rTVj/neN++93+/3fe/7AOTLYqE2J2wbMJFGdD3zqQvgdUCJAHDVXV3JJXH9z+cLu6PTpU9XNhv/Niz6cHnilUTffTfS8yVe30mRy9ZSXP8bW6NTb3p391800fG48n3v5+b/yJVLybnID/GdB4DZDKrVCAALIo/ihFn7ABowIL9jM06iTu+LONdMwFwTIakAmBYVldNqo9ZoR06SM2po5ZXLkNoWXCo4gAGXcaGxGsd80wioTwDYAT399ifbQF+0lOa74VEWyp/AY2GUTu/Ico986lbHySxlbggYW4E/WwaQjwIlqpc62BKiHgvnQ2brQhdLRJAjHRRoqjNAQ7esPSCX8eRYilzMMADvueBUw7wlkXNTb9XY2P0p1XvpRQxhHFCuELlJEjk282eeD9++1a7v/arxwyRy7hkU3ckeLj+l6N762FU3beCljb6a8aP01UCn93vn2/Xt5sGB5PXUCK9lNUjv50INpVVXJ2D9km/kgrfOrexOxo7sztE4GU/FQS74olanPL8me9Qm5rlwqppO4RAxPaL/nwMAAA==',
		),
	},
	{
		name: 'WebM with sound',
		facts: { ...GREY, seconds: 0.258, videoCodec: 'vp8', hasAudio: true },
		bytes: unpacked(
			'H4sIAAAAAAACA5Nyvb94vlNbI6PT90ZGp0+NLE6fGzmcmlrKU5NyndobWZxaG5kkghvSGRlAgPmgoO/skl2+u7uDV7eIeq5MC17TuBDCEwtZlx28pvGY7+6e4NUtQiGH04PXNDEWQbgywbuzg9c0MXe+gZjDEMlAKwBy1QKt6xub+Z0cfBtafBLL0sIdwZRLZ4dDgQJYEcixDsvWQR1jcb2RsfhoB9QAxjmNDEpb5zSX5qV0NDK0tYbFhwVYNDcyKj9ubmGqydZ90Lmh0WFXo8GsRiaYATHXG5kQBjChGtDmGO8fEBoctqpZoP1o2O4WliNbGJobmR5OnN/IuLXDYb8DWFNSSqNA8qLJ/gWlxR6piSmMjBaMDvJgGVBQOiwuLj6XfKA7GeHK9BMzXBe3u/o5+7u4Brm0d/skliUr5GQmlRVUpJ9Y5Lq4wyU0yDHE09/PpX2KgYEVGOkZmVoYgAEDQ3HxeRQDmdJPzEQ2sAdmYH5BaTFRJso7byt1zHjeyLC4u4mBoYGD+5m18uqExcsaGdgbNjAxzGXUcmAwYGBw52ht7Wht6WBiYmDrSxJOn9mvz/Avg2FxVxODaAMHx5rNfMdAbE0Ye1ojgyHDRUYGRgEBBgkGiQj9LwwcPQxg9bZI6gNh7GWNDFFE2peKpL8Syb4WHPb1IqlfiGTfOiLt24qk/ySSfTdw2HcXqmbBpIVdTQwfGSC80kXNpukPQFlq8+7+zY3s27u+NzJ+bGKS/tAoABKIQhJoAAmsQxL4AAAqEUcy8QMAAA==',
		),
	},
	{
		name: 'WebM with sound, written live',
		facts: { ...GREY, seconds: 0.251, videoCodec: 'vp9', hasAudio: true },
		bytes: unpacked(
			'H4sIAAAAAAACA5Nyvb94vlNbI6PT90ZGp0+NLE6fGzmcmlrKU5NyndobWZxaG5kkghvSGf9DgKDv7JLVvru7g1e3iHquTAte07gQwhMLWZcdvKZxt+/unuDVLUIhh9OD1zQxpr9hZACDDAY6AZCrpmpd39jM7+Tg29Dik1iWFu4IpkAudFi2Duogi+uNjMVHO6C6GOc0MihtndNcmpfS0cjQ1hoWHxZg2dzIqPy4uYWpJlv3QeeGRoddjQazGplgBsRcb2RCGMCEakCbY7x/QGhw2KpmgfajYbtbWI5sYWhuZHo4cX4j49YOh/0OYE1JKY0CyYsm+xeUFnukJqYwMlowOsiDZUDhd7e4eG3yge5khCPTT8xxXdzu6ufs7+Ia5NLe75NYlqyQk5lUVlChW1ZgWVy8CkU9U/qJmcjqe2Dq8wtKi+Wdt5U6ej1vZFjc3cTA0MDB/cxaeXXC4vmNDOwNTZ7NTgzMH5i+MVioyEg4MTAYJDAwCO/8xsDAsLiriUG0gYNjzWa+YyC2Jow9uZHBkKGNwWHSHAZPBwZmBQaGkAKQAlskxYEw9vxGhihCtqQiaaxEsqUFaksQsi29SIoXItmyjpAtW5E0nkSy5QY2W+5CFSyYtLCrieEjA4RXuqjZNP0BAMiSCC5JAwAA',
		),
	},
	{
		name: 'AVI',
		facts: { ...GREY, videoCodec: 'mpeg4', hasAudio: false },
		bytes: unpacked(
			'H4sIAAAAAAACA+2YP0jDQBjF39mquKXqEHDp4NAxgkMHh4pSqP+oVYOLYDVIAwmtaYkOFWcFd2cXHQWxXRwcxM6uCtVVEEXoULQQuVyFI52sY7/fcvfdO96DI2R4mVQyGVWBaT0VXUitrMaHgZzhWFnXzMUBvJ0BF1n4KEPAgNiCiRMkAGjohHu9KECx5FjFkuN7uaZRTC6mJ+V7ryHgdkPsubcOwPM871dPQOMeOzEAMX8WeQwqfK/xzuy5taV5VQHC7VnTjG0QBEEQBEEQBEEQBNFTuAWnMCvNqtQrhBCWOgaxJqQ1CO8awgzIG7Zl2Fau2cPvyt+iGaLviyB6Ed75Wgyw867JO1fdP2WXDGDXRyPih8qiuDs5fu/vCw+MzgDsCsogwCoK1JZd/aw83z8djtnfwPlDe9+yqx9ATR65e0S4V9IHU2V+vQ7U6vh77td6d7nLe+X/5EYap93lZnZvpFzT2J/YbHfcCkTnrUud9xaAiKSXA/pjQG8E9AwT+g/xJJU3KBgAAA==',
		),
	},
];

using System.Text;
using Amazon.S3;
using LocalCloud.Aws.S3.Checksums;
using Algorithm = LocalCloud.Aws.S3.Checksums.ChecksumAlgorithm;

namespace LocalCloud.Aws.Tests.S3;

public sealed class ChecksumTests : S3Test
{
    // Check values of the CRC catalogue and of FIPS 180 for "123456789"
    [Theory]
    [InlineData("CRC32", "y/Q5Jg==")]
    [InlineData("CRC32C", "4waSgw==")]
    [InlineData("CRC64NVME", "rosUhgp5mIg=")]
    [InlineData("SHA1", "98O8HYCOBHMq32eZZczDTKeuNEE=")]
    [InlineData("SHA256", "FeKw08M4keuw8e9gnsQZQgwg4yDOlMZfvIwzEkSOsiU=")]
    [InlineData("MD5", "JfnnlDI7RTiF9RgfG2JNCw==")]
    [InlineData("SHA512", "2eZ2LdHI6vbWGzxhkvxAjU1tXxF20MKRabwk5xw/J0rSf81YEbMT1oH35V7ALXPUmclUVba1u1A6z1dPuo/+hQ==")]
    [InlineData("XXHASH64", "jLhB20DmroM=")]
    public async Task A_checksum_is_verified_kept_and_given_back(string name, string value)
    {
        await WithBucketAsync();
        var header = "x-amz-checksum-" + name.ToLowerInvariant();
        var put = await SendAsync(
            HttpMethod.Put,
            $"/{Bucket}/key",
            "123456789"u8.ToArray(),
            (header, value),
            ("x-amz-sdk-checksum-algorithm", name)
        );
        Assert.Equal((value, "FULL_OBJECT"), (put.Header(header), put.Header("x-amz-checksum-type")));
        Assert.Null((await SendAsync(HttpMethod.Get, $"/{Bucket}/key")).Header(header));
        Assert.Equal(value, (await SendAsync(HttpMethod.Get, $"/{Bucket}/key", null, ("x-amz-checksum-mode", "ENABLED"))).Header(header));
        Assert.Null(
            (await SendAsync(HttpMethod.Get, $"/{Bucket}/key", null, ("x-amz-checksum-mode", "ENABLED"), ("Range", "bytes=0-1"))).Header(
                header
            )
        );

        var wrong = await SendAsync(HttpMethod.Put, $"/{Bucket}/wrong", "12345678X"u8.ToArray(), (header, value));
        Assert.Equal(
            ("BadDigest", $"The {name} you specified did not match the calculated checksum."),
            (wrong.Code, wrong.Element("Message"))
        );
        Assert.Equal("NoSuchKey", (await SendAsync(HttpMethod.Get, $"/{Bucket}/wrong")).Code);
    }

    // The XXH specification's values of an empty input
    [Theory]
    [InlineData("XXHASH3", "LQaABTjTlMI=")]
    [InlineData("XXHASH64", "70bbN1HY6Zk=")]
    [InlineData("XXHASH128", "maoG0wFHmNhgAcMkRo1Jfw==")]
    public async Task A_checksum_of_nothing_is_verified_too(string name, string value)
    {
        await WithBucketAsync();
        var header = "x-amz-checksum-" + name.ToLowerInvariant();
        Assert.Equal(value, (await SendAsync(HttpMethod.Put, $"/{Bucket}/key", [], (header, value))).Header(header));
        Assert.Equal("BadDigest", (await SendAsync(HttpMethod.Put, $"/{Bucket}/key", [0], (header, value))).Code);
    }

    [Theory]
    [InlineData("MD5")]
    [InlineData("SHA512")]
    [InlineData("XXHASH3")]
    [InlineData("XXHASH64")]
    [InlineData("XXHASH128")]
    public async Task A_trailer_a_copy_and_the_attributes_know_the_newer_checksums(string name)
    {
        await WithBucketAsync();
        var algorithm = Algorithm.Find(name)!;
        var value = Convert.ToBase64String(Digest(algorithm, "123456789"u8));
        var chunked = Encoding.ASCII.GetBytes($"9\r\n123456789\r\n0\r\n{algorithm.Header}:{value}\r\n\r\n");
        var put = await SendAsync(
            HttpMethod.Put,
            $"/{Bucket}/key",
            chunked,
            ("x-amz-content-sha256", "STREAMING-UNSIGNED-PAYLOAD-TRAILER"),
            ("Content-Encoding", "aws-chunked"),
            ("x-amz-decoded-content-length", "9"),
            ("x-amz-trailer", algorithm.Header)
        );
        Assert.Equal(value, put.Header(algorithm.Header));
        Assert.Equal(
            value,
            (await SendAsync(HttpMethod.Head, $"/{Bucket}/key", null, ("x-amz-checksum-mode", "ENABLED"))).Header(algorithm.Header)
        );
        Assert.Equal(
            value,
            (await SendAsync(HttpMethod.Get, $"/{Bucket}/key?attributes", null, ("x-amz-object-attributes", "Checksum"))).Element(
                "Checksum" + name
            )
        );
        var copy = await SendAsync(HttpMethod.Put, $"/{Bucket}/copy", [], ("x-amz-copy-source", $"/{Bucket}/key"));
        Assert.Equal(value, copy.Element("Checksum" + name));
        await PutAsync("plain", "123456789");
        copy = await SendAsync(
            HttpMethod.Put,
            $"/{Bucket}/copy",
            [],
            ("x-amz-copy-source", $"/{Bucket}/plain"),
            ("x-amz-checksum-algorithm", name)
        );
        Assert.Equal(value, copy.Element("Checksum" + name));
        Assert.Contains(
            $"<ChecksumAlgorithm>{name}</ChecksumAlgorithm>",
            (await SendAsync(HttpMethod.Get, $"/{Bucket}?list-type=2")).Text,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("PUT", "/key", "")]
    [InlineData("PUT", "?tagging", "<Tagging><TagSet/></Tagging>")]
    [InlineData("POST", "?delete", "<Delete><Object><Key>a</Key></Object></Delete>")]
    [InlineData("POST", "/key?uploads", "")]
    public async Task A_checksum_of_a_kind_that_there_is_not_is_refused(string method, string target, string body)
    {
        await WithBucketAsync();
        var answer = await SendAsync(new(method), $"/{Bucket}{target}", Encoding.ASCII.GetBytes(body), ("x-amz-checksum-blake3", "AAAA"));
        Assert.Equal(
            ("InvalidRequest", "The algorithm type you specified in x-amz-checksum- header is invalid."),
            (answer.Code, answer.Element("Message"))
        );
        answer = await SendAsync(HttpMethod.Post, $"/{Bucket}/key?uploads", [], ("x-amz-checksum-algorithm", "BLAKE3"));
        Assert.EndsWith(
            "[CRC32, CRC32C, CRC64NVME, MD5, SHA1, SHA256, SHA512, XXHASH128, XXHASH3, XXHASH64]",
            answer.Element("Message"),
            StringComparison.Ordinal
        );
    }

    // Those that the SDK can compute without its native extension
    [Theory]
    [InlineData("CRC32")]
    [InlineData("SHA1")]
    [InlineData("SHA256")]
    public async Task The_SDK_sends_and_verifies_each(string name)
    {
        await WithBucketAsync();
        await S3.PutObjectAsync(
            new()
            {
                BucketName = Bucket,
                Key = "key",
                ContentBody = "hello",
                ChecksumAlgorithm = Amazon.S3.ChecksumAlgorithm.FindValue(name),
            }
        );
        using var got = await S3.GetObjectAsync(
            new Amazon.S3.Model.GetObjectRequest
            {
                BucketName = Bucket,
                Key = "key",
                ChecksumMode = ChecksumMode.ENABLED,
            }
        );
        Assert.Equal("hello", await new StreamReader(got.ResponseStream).ReadToEndAsync());
    }

    [Fact]
    public async Task Without_one_it_is_CRC64NVME()
    {
        await WithBucketAsync();
        Assert.Equal(
            "rosUhgp5mIg=",
            (await SendAsync(HttpMethod.Put, $"/{Bucket}/key", "123456789"u8.ToArray())).Header("x-amz-checksum-crc64nvme")
        );
    }

    [Theory]
    [InlineData("x-amz-checksum-crc32", "nonsense", "InvalidRequest")]
    [InlineData("x-amz-sdk-checksum-algorithm", "CRC32", "InvalidRequest")]
    [InlineData("x-amz-sdk-checksum-algorithm", "MD4", "InvalidRequest")]
    [InlineData("Content-MD5", "nonsense", "InvalidDigest")]
    [InlineData("Content-MD5", "XUFAKrxLKna5cZ2REBfFkg==", "BadDigest")]
    [InlineData("x-amz-content-sha256", "nonsense", "InvalidArgument")]
    [InlineData("x-amz-content-sha256", "0000000000000000000000000000000000000000000000000000000000000000", "XAmzContentSHA256Mismatch")]
    public async Task A_digest_that_does_not_hold_is_refused(string header, string value, string code)
    {
        await WithBucketAsync();
        Assert.Equal(code, (await SendAsync(HttpMethod.Put, $"/{Bucket}/key", "body"u8.ToArray(), (header, value))).Code);
        Assert.Equal("NoSuchKey", (await SendAsync(HttpMethod.Get, $"/{Bucket}/key")).Code);
    }

    [Fact]
    public async Task Two_checksums_are_one_too_many()
    {
        await WithBucketAsync();
        var answer = await SendAsync(
            HttpMethod.Put,
            $"/{Bucket}/key",
            "123456789"u8.ToArray(),
            ("x-amz-checksum-crc32", "y/Q5Jg=="),
            ("x-amz-checksum-crc32c", "4waSgw==")
        );
        Assert.Equal("InvalidRequest", answer.Code);
    }

    [Theory]
    [InlineData("CRC32")]
    [InlineData("CRC32C")]
    [InlineData("CRC64NVME")]
    public void The_CRC_of_a_whole_follows_from_its_parts(string name)
    {
        var algorithm = Algorithm.Find(name)!;
        var random = new Random(7);
        var data = new byte[100_000];
        random.NextBytes(data);
        int[] cuts = [0, 1, 1, 777, 50_000, 99_999, data.Length];
        var parts = cuts.Zip(cuts.Skip(1), (from, to) => (Digest(algorithm, data.AsSpan(from, to - from)), (long)(to - from)));
        Assert.Equal(Digest(algorithm, data), CrcCombination.Combine(algorithm, parts));
    }

    [Fact]
    public void Appending_bit_by_bit_is_the_same_as_at_once()
    {
        var data = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 500)));
        foreach (var algorithm in Algorithm.All)
        {
            using var pieces = algorithm.Create();
            for (var i = 0; i < data.Length; i += 13)
                pieces.Append(data.AsSpan(i, Math.Min(13, data.Length - i)));
            Assert.Equal(Digest(algorithm, data), pieces.Finish());
        }
    }

    private static byte[] Digest(Algorithm algorithm, ReadOnlySpan<byte> data)
    {
        using var checksum = algorithm.Create();
        checksum.Append(data);
        return checksum.Finish();
    }
}

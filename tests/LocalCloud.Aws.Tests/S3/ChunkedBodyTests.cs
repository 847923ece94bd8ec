using System.Buffers;
using System.Globalization;
using System.Net;
using System.Text;
using LocalCloud.Aws.S3.Bodies;

namespace LocalCloud.Aws.Tests.S3;

public sealed class ChunkedBodyTests : S3Test
{
    private const string Signature = ";chunk-signature=ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648";

    [Theory]
    [InlineData("STREAMING-AWS4-HMAC-SHA256-PAYLOAD", Signature, "")]
    [InlineData("STREAMING-UNSIGNED-PAYLOAD-TRAILER", "", "x-amz-checksum-crc32:y/Q5Jg==\r\n")]
    [InlineData(
        "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER",
        Signature,
        "x-amz-checksum-crc32:y/Q5Jg==\r\nx-amz-trailer-signature:abc\r\n"
    )]
    public async Task Each_form_of_chunks_is_decoded(string payload, string signature, string trailer)
    {
        await WithBucketAsync();
        var body = $"5{signature}\r\n12345\r\n4{signature}\r\n6789\r\n0{signature}\r\n{trailer}\r\n";
        var answer = await PutChunkedAsync(payload, body, 9, trailer.Length > 0);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal("123456789", await GetAsync("key"));
        Assert.Null((await SendAsync(HttpMethod.Get, $"/{Bucket}/key")).Header("Content-Encoding"));
        if (trailer.Length > 0)
            Assert.Equal("y/Q5Jg==", answer.Header("x-amz-checksum-crc32"));
    }

    [Theory]
    [InlineData("9\r\n123456789\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n", 9, "BadDigest")]
    [InlineData("9\r\n123456789\r\n0\r\n\r\n", 9, "MalformedTrailerError")]
    [InlineData("9\r\n123456789\r\n0\r\nx-amz-checksum-crc32:y/Q5Jg==\r\n\r\n", 10, "IncompleteBody")]
    [InlineData("9\r\n12345", 9, "IncompleteBody")]
    [InlineData("nonsense\r\n", 9, "IncompleteBody")]
    [InlineData("9\r\n123456789XX0\r\n\r\n", 9, "IncompleteBody")]
    public async Task What_does_not_hold_is_refused(string body, int length, string code)
    {
        await WithBucketAsync();
        Assert.Equal(code, (await PutChunkedAsync("STREAMING-UNSIGNED-PAYLOAD-TRAILER", body, length, hasTrailer: true)).Code);
        Assert.Equal("NoSuchKey", (await SendAsync(HttpMethod.Get, $"/{Bucket}/key")).Code);
    }

    [Fact]
    public async Task A_trailer_that_S3_does_not_know_is_refused()
    {
        await WithBucketAsync();
        var answer = await SendAsync(
            HttpMethod.Put,
            $"/{Bucket}/key",
            "0\r\n\r\n"u8.ToArray(),
            ("x-amz-content-sha256", "STREAMING-UNSIGNED-PAYLOAD-TRAILER"),
            ("x-amz-decoded-content-length", "0"),
            ("x-amz-trailer", "x-amz-checksum-md4")
        );
        Assert.Equal("The value specified in the x-amz-trailer header is not supported", answer.Element("Message"));
    }

    [Fact]
    public async Task Gzip_stays_when_the_framing_goes()
    {
        await WithBucketAsync();
        await SendAsync(
            HttpMethod.Put,
            $"/{Bucket}/key",
            "1\r\nx\r\n0\r\n\r\n"u8.ToArray(),
            ("x-amz-content-sha256", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD"),
            ("x-amz-decoded-content-length", "1"),
            ("Content-Encoding", "gzip,aws-chunked")
        );
        Assert.Equal("gzip", (await SendAsync(HttpMethod.Head, $"/{Bucket}/key")).Header("Content-Encoding"));
    }

    [Fact]
    public void However_the_buffers_are_cut_the_data_is_the_same()
    {
        var data = Enumerable.Range(0, 5000).Select(i => (byte)i).ToArray();
        var framed = new List<byte>();
        for (var (at, size) = (0, 1); at < data.Length; at += size, size = (size * 3 % 997) + 1)
        {
            var chunk = data.AsSpan(at, Math.Min(size, data.Length - at));
            framed.AddRange(Encoding.ASCII.GetBytes(chunk.Length.ToString("x", CultureInfo.InvariantCulture) + Signature + "\r\n"));
            framed.AddRange(chunk);
            framed.AddRange("\r\n"u8);
        }
        framed.AddRange("0\r\nx-amz-checksum-crc32:abc=\r\n\r\n"u8);
        foreach (var step in (int[])[1, 2, 3, 7, 64, 4096, int.MaxValue])
        {
            var (decoder, decoded, pending) = (new AwsChunkedDecoder(), new List<byte>(), Array.Empty<byte>());
            for (var at = 0; at < framed.Count; at += Math.Min(step, framed.Count - at))
            {
                byte[] input = [.. pending, .. framed.Skip(at).Take(step)];
                var unread = new ReadOnlySequence<byte>(input);
                while (decoder.TryRead(ref unread, out var piece))
                    decoded.AddRange(piece.ToArray());
                pending = unread.ToArray();
            }
            Assert.True(decoder.IsComplete);
            Assert.Equal(data, decoded);
            Assert.Equal("abc=", decoder.Trailers["x-amz-checksum-crc32"]);
        }
    }

    private Task<Answer> PutChunkedAsync(string payload, string body, int length, bool hasTrailer)
    {
        List<(string, string)> headers =
        [
            ("x-amz-content-sha256", payload),
            ("Content-Encoding", "aws-chunked"),
            ("x-amz-decoded-content-length", length.ToString(CultureInfo.InvariantCulture)),
        ];
        if (hasTrailer)
            headers.Add(("x-amz-trailer", "x-amz-checksum-crc32"));
        return SendAsync(HttpMethod.Put, $"/{Bucket}/key", Encoding.ASCII.GetBytes(body), [.. headers]);
    }
}

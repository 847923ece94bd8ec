using System.Net;

namespace LocalCloud.Aws.Tests.S3;

[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

/// <summary>Alone in the process, as what it measures is the process's.</summary>
[Collection(nameof(Alone))]
public sealed class LargeBodyTests : S3Test
{
    [Fact]
    public async Task Two_hundred_megabytes_go_through_in_bounded_memory()
    {
        await WithBucketAsync();
        const long Size = 200L << 20;
        var before = GC.GetTotalAllocatedBytes(precise: true);
        using (var content = new StreamContent(new Endless(Size)))
        {
            content.Headers.ContentLength = Size;
            using var put = new HttpRequestMessage(HttpMethod.Put, $"/{Bucket}/large") { Content = content };
            put.Headers.TryAddWithoutValidation("Authorization", $"AWS4-HMAC-SHA256 Credential={Account}/20260101/{Region}/s3/aws4_request, SignedHeaders=host, Signature=0");
            Assert.Equal(HttpStatusCode.OK, (await Http.SendAsync(put)).StatusCode);
        }
        using var got = await S3.GetObjectAsync(Bucket, "large");
        Assert.Equal(Size, got.ContentLength);
        await got.ResponseStream.CopyToAsync(Stream.Null);
        // Client and server are in this process: both together allocate a small fraction of what went through
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, Size / 4);
    }

    private sealed class Endless(long length) : Stream
    {
        private long _left = length;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = (int)Math.Min(count, _left);
            _left -= read;
            return read;
        }

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}

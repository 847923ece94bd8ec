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
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var most = 0L;
        void Watch() => most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: false) - before);

        using (var content = new StreamContent(new Endless(Size, Watch), 64 * 1024))
        {
            content.Headers.ContentLength = Size;
            using var put = new HttpRequestMessage(HttpMethod.Put, $"/{Bucket}/large?X-Amz-Credential={Account}%2F20260101%2F{Region}%2Fs3%2Faws4_request") { Content = content };
            Assert.Equal(HttpStatusCode.OK, (await Http.SendAsync(put)).StatusCode);
        }
        using var got = await S3.GetObjectAsync(Bucket, "large");
        var (buffer, length, read) = (new byte[64 * 1024], 0L, 0);
        while ((read = await got.ResponseStream.ReadAsync(buffer)) > 0)
        {
            length += read;
            Watch();
        }
        Assert.Equal(Size, length);
        // Client and server are in this process; what is in flight between them is a few buffers
        Assert.InRange(most, 0, 48 << 20);
    }

    private sealed class Endless(long length, Action watch) : Stream
    {
        private long _left = length;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            watch();
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

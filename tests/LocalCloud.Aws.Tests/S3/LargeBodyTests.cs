using System.Net;

namespace LocalCloud.Aws.Tests.S3;

/// <summary>The emulator in a process of its own: its runtime gives it that much memory and no more.</summary>
public sealed class LargeBodyTests
{
    private const long Size = 200L << 20;

    [Fact]
    public async Task Two_hundred_megabytes_go_through_in_bounded_memory()
    {
        // All that the emulator has in its heap; what is in flight of a body is a few buffers
        var memory = new Dictionary<string, string> { ["DOTNET_GCHeapHardLimit"] = $"{48 << 20:x}" };
        using var emulator = await EmulatorProcess.StartAsync(memory, "--memory");
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = emulator.Address };
        await PutAsync(http, "/bucket", new ByteArrayContent([]));

        await PutAsync(http, "/bucket/large", new StreamContent(new Endless(Size), 64 * 1024) { Headers = { ContentLength = Size } });

        using var get = Request(HttpMethod.Get, "/bucket/large");
        using var got = await http.SendAsync(get, HttpCompletionOption.ResponseHeadersRead, Cancellation);
        Assert.Equal(HttpStatusCode.OK, got.StatusCode);
        using var body = await got.Content.ReadAsStreamAsync(Cancellation);
        var (buffer, length, read) = (new byte[64 * 1024], 0L, 0);
        while ((read = await body.ReadAsync(buffer, Cancellation)) > 0)
            length += read;
        Assert.Equal(Size, length);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static async Task PutAsync(HttpClient http, string path, HttpContent content)
    {
        using var request = Request(HttpMethod.Put, path);
        request.Content = content;
        using var answer = await http.SendAsync(request, Cancellation);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, await answer.Content.ReadAsStringAsync(Cancellation));
    }

    private static HttpRequestMessage Request(HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, path);
        request.Headers.TryAddWithoutValidation("Authorization", AwsCaller.Authorization("s3", "123456789012", "us-east-1"));
        return request;
    }

    private sealed class Endless(long length) : Stream
    {
        private long _left = length;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

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

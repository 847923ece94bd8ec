using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Lambda.Runtime;

/// <summary>
/// The answer to an invocation as a stream: a POST in chunks, with an error that comes in the middle in its trailers
/// (https://docs.aws.amazon.com/lambda/latest/dg/runtimes-custom.html#runtimes-custom-response-streaming). On a socket of its own, because
/// HttpClient sends no trailers.
/// </summary>
internal sealed class StreamedResponse(string address, string path, string contentType) : Stream
{
    private static readonly byte[] LineEnd = "\r\n"u8.ToArray();

    private NetworkStream? _network;

    /// <summary>Set when the error went out in trailers, or the stream as it should.</summary>
    public bool IsEnded { get; private set; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public async Task OpenAsync()
    {
        try
        {
            var (host, port) = address.LastIndexOf(':') is var colon and > 0
                ? (address[..colon].Trim('[', ']'), int.Parse(address[(colon + 1)..], CultureInfo.InvariantCulture))
                : (address, 80);
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(host, port);
            _network = new NetworkStream(socket, ownsSocket: true);
            await _network.WriteAsync(
                Encoding.ASCII.GetBytes(
                    $"POST {path} HTTP/1.1\r\n"
                        + $"Host: {address}\r\n"
                        + $"Content-Type: {contentType}\r\n"
                        + "Lambda-Runtime-Function-Response-Mode: streaming\r\n"
                        + "Transfer-Encoding: chunked\r\n"
                        + "Trailer: Lambda-Runtime-Function-Error-Type, Lambda-Runtime-Function-Error-Body\r\n"
                        + "Connection: close\r\n\r\n"
                )
            );
        }
        catch (SocketException exception)
        {
            throw new RuntimeApiException(
                $"The runtime API at {address} (AWS_LAMBDA_RUNTIME_API) takes no streamed response: {exception.Message}",
                exception
            );
        }
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        // An empty chunk would be the end.
        if (buffer.Length == 0)
        {
            return;
        }

        await _network!.WriteAsync(Encoding.ASCII.GetBytes($"{buffer.Length:x}\r\n"), cancellationToken);
        await _network.WriteAsync(buffer, cancellationToken);
        await _network.WriteAsync(LineEnd, cancellationToken);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) => _network!.FlushAsync(cancellationToken);

    /// <param name="error">What broke the stream off; null for none.</param>
    /// <returns>Null, or why the answer was not taken.</returns>
    public async Task<string?> EndAsync(InvocationError? error)
    {
        IsEnded = true;
        try
        {
            var trailers = error is null
                ? ""
                : $"Lambda-Runtime-Function-Error-Type: {error.Category}\r\nLambda-Runtime-Function-Error-Body: "
                    + $"{Convert.ToBase64String(error.ToJson().Span)}\r\n";
            await _network!.WriteAsync(Encoding.ASCII.GetBytes($"0\r\n{trailers}\r\n"));
            using var reader = new StreamReader(_network, Encoding.ASCII);
            var status = await reader.ReadLineAsync();
            return status?.Split(' ') is [_, "200" or "202", ..] ? null : status ?? "The connection was closed";
        }
        catch (IOException exception)
        {
            return exception.Message;
        }
    }

    public override void Flush() => _network!.Flush();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("Write asynchronously.");

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _network?.Dispose();
        }

        base.Dispose(disposing);
    }
}

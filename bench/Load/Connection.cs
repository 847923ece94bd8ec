using System.Net;
using System.Net.Sockets;

namespace Serverless.Bench.Load;

/// <summary>
/// One keep-alive connection that sends prebuilt requests and reads answers with a Content-Length: the least that a client can be, because
/// it runs on the cores that it measures. Blocking, for a thread of its own.
/// </summary>
internal sealed class Connection : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] _buffer = new byte[16 * 1024];

    public Connection(IPEndPoint server) => _socket.Connect(server);

    /// <returns>The answer's body, valid until the next call.</returns>
    public ReadOnlySpan<byte> Exchange(ReadOnlySpan<byte> request)
    {
        while (!request.IsEmpty)
            request = request[_socket.Send(request)..];
        var (filled, head) = (0, -1);
        while (head < 0)
        {
            filled += Receive(filled);
            head = _buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8);
        }
        var header = _buffer.AsSpan(0, head);
        var end = head + 4 + ContentLength(header);
        if (!header.StartsWith("HTTP/1.1 200"u8))
            throw new InvalidOperationException(System.Text.Encoding.UTF8.GetString(_buffer.AsSpan(0, filled)));
        if (end > _buffer.Length)
            Array.Resize(ref _buffer, end);
        while (filled < end)
            filled += Receive(filled);
        return _buffer.AsSpan(head + 4, end - head - 4);
    }

    public void Dispose() => _socket.Dispose();

    private int Receive(int filled) =>
        _socket.Receive(_buffer.AsSpan(filled)) is > 0 and var read ? read : throw new IOException("The server has closed the connection.");

    private static int ContentLength(ReadOnlySpan<byte> header)
    {
        var name = "\r\nContent-Length: "u8;
        var at = header.IndexOf(name);
        var length = 0;
        for (var i = at + name.Length; at >= 0 && i < header.Length && header[i] is >= (byte)'0' and <= (byte)'9'; i++)
            length = length * 10 + (header[i] - '0');
        return length;
    }
}

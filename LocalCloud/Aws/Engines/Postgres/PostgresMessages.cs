using System.Buffers.Binary;
using System.Text;

namespace LocalCloud.Aws.Engines.Postgres;

/// <summary>Messages of PostgreSQL's protocol 3 (PostgreSQL docs: Message Formats), as far as a connection is begun with them.</summary>
internal static class PostgresMessages
{
    // In place of the protocol version, in the first message of a connection
    public const int SslRequest = 80877103,
        GssEncRequest = 80877104,
        CancelRequest = 80877102;

    /// <summary>PostgreSQL's own limit for a startup message.</summary>
    private const int LongestStartup = 10_000;

    /// <summary>A token of AWS is about a kilobyte; PostgreSQL takes passwords of up to 64 KB.</summary>
    private const int LongestMessage = 1 << 16;

    /// <summary>Length, code and what comes behind them, of a message that has no type; null when it is none.</summary>
    public static async ValueTask<byte[]?> ReadFirstAsync(Stream from, CancellationToken cancellation)
    {
        var head = new byte[8];
        await from.ReadExactlyAsync(head, cancellation).ConfigureAwait(false);
        var length = BinaryPrimitives.ReadInt32BigEndian(head);
        if (length is < 8 or > LongestStartup)
            return null;
        var message = new byte[length];
        head.CopyTo(message, 0);
        await from.ReadExactlyAsync(message.AsMemory(8), cancellation).ConfigureAwait(false);
        return message;
    }

    public static int Code(byte[] first) => BinaryPrimitives.ReadInt32BigEndian(first.AsSpan(4));

    /// <summary>Names and values of a startup message: user, database, application_name, ...</summary>
    public static Dictionary<string, string> Parameters(byte[] startup)
    {
        var texts = Encoding.UTF8.GetString(startup.AsSpan(8)).Split('\0');
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i + 1 < texts.Length && texts[i].Length > 0; i += 2)
            parameters[texts[i]] = texts[i + 1];
        return parameters;
    }

    /// <summary>A message with a type.</summary>
    /// <exception cref="IOException">It is longer than any that can come here.</exception>
    public static async ValueTask<(char Type, byte[] Body)> ReadAsync(Stream from, CancellationToken cancellation)
    {
        var head = new byte[5];
        await from.ReadExactlyAsync(head, cancellation).ConfigureAwait(false);
        var length = BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(1)) - 4;
        if (length is < 0 or > LongestMessage)
            throw new IOException($"A message of {length} bytes while a connection begins");
        var body = new byte[length];
        await from.ReadExactlyAsync(body, cancellation).ConfigureAwait(false);
        return ((char)head[0], body);
    }

    public static byte[] Make(char type, params ReadOnlySpan<byte> body)
    {
        var message = new byte[5 + body.Length];
        message[0] = (byte)type;
        BinaryPrimitives.WriteInt32BigEndian(message.AsSpan(1), 4 + body.Length);
        body.CopyTo(message.AsSpan(5));
        return message;
    }

    /// <param name="kind">0: all is well; 3: the password as clear text; others PostgreSQL's docs tell</param>
    public static byte[] Authentication(int kind)
    {
        Span<byte> body = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(body, kind);
        return Make('R', body);
    }

    /// <summary>The end of the connection.</summary>
    /// <param name="code">SQLSTATE</param>
    public static byte[] Fatal(string code, string message) =>
        Make('E', Encoding.UTF8.GetBytes($"SFATAL\0VFATAL\0C{code}\0M{message}\0\0"));
}

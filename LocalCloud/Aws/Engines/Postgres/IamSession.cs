using System.Buffers.Binary;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace LocalCloud.Aws.Engines.Postgres;

/// <summary>What a proxy asks of who connects.</summary>
/// <param name="Admit">user and token → the password to sign in to the database with, or why not, in RDS Proxy's words</param>
internal sealed record IamAccess(
    X509Certificate2 Certificate,
    Func<string, string, CancellationToken, ValueTask<(string? Password, string? Refusal)>> Admit
);

/// <summary>
/// One connection to an RDS Proxy with IAM authentication: TLS, a token as the password, and behind it a session of the database that the
/// proxy begins with the secret's password (docs: rds-proxy-connecting). From then on bytes pass as they are: nothing is pooled, and what
/// cancels a query is passed on.
/// </summary>
internal sealed class IamSession(
    Stream client,
    IamAccess access,
    Func<CancellationToken, ValueTask<Stream?>> connect,
    CancellationToken stopping
)
{
    private const int Ok = 0,
        ClearText = 3,
        Sasl = 10,
        SaslContinue = 11,
        SaslFinal = 12;

    // Wrong credentials, and a connection that may not be (PostgreSQL docs: errcodes)
    private const string InvalidPassword = "28P01",
        InvalidAuthorization = "28000",
        Failed = "08006",
        Violation = "08P01";

    /// <param name="first">The connection's first message, of which length and code are read: a request for TLS, or none.</param>
    /// <param name="patience">Ends when the client takes too long to say who it is.</param>
    public async Task RunAsync(int first, CancellationToken patience)
    {
        if (first != PostgresMessages.SslRequest)
        {
            await FailAsync(client, InvalidAuthorization, "This RDS Proxy requires TLS connections").ConfigureAwait(false);
            return;
        }
        await client.WriteAsync("S"u8.ToArray(), stopping).ConfigureAwait(false);
        await using var secure = new SslStream(client, leaveInnerStreamOpen: true);
        await secure
            .AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = access.Certificate }, patience)
            .ConfigureAwait(false);
        if (await PostgresMessages.ReadFirstAsync(secure, patience).ConfigureAwait(false) is not { } startup)
            return;
        if (PostgresMessages.Code(startup) == PostgresMessages.CancelRequest)
        {
            await CancelAsync(startup).ConfigureAwait(false);
            return;
        }
        await SignInAsync(secure, startup, patience).ConfigureAwait(false);
    }

    private async Task CancelAsync(byte[] request)
    {
        await using var server = await connect(stopping).ConfigureAwait(false);
        if (server is not null)
            await server.WriteAsync(request, stopping).ConfigureAwait(false);
    }

    private async Task SignInAsync(SslStream secure, byte[] startup, CancellationToken patience)
    {
        if (PostgresMessages.Code(startup) >> 16 != 3 || !PostgresMessages.Parameters(startup).TryGetValue("user", out var user))
        {
            await FailAsync(
                    secure,
                    Violation,
                    "Feature not supported: RDS Proxy supports only version 3.0 of the PostgreSQL messaging protocol"
                )
                .ConfigureAwait(false);
            return;
        }
        await secure.WriteAsync(PostgresMessages.Authentication(ClearText), patience).ConfigureAwait(false);
        var (type, body) = await PostgresMessages.ReadAsync(secure, patience).ConfigureAwait(false);
        if (type != 'p')
            return;
        var (password, refusal) = await access.Admit(user, Encoding.UTF8.GetString(body).TrimEnd('\0'), patience).ConfigureAwait(false);
        if (password is null)
        {
            await FailAsync(secure, InvalidPassword, refusal!).ConfigureAwait(false);
            return;
        }
        await using var server = await connect(patience).ConfigureAwait(false);
        if (server is null)
        {
            await FailAsync(secure, Failed, "This RDS proxy has no target").ConfigureAwait(false);
            return;
        }
        await server.WriteAsync(startup, patience).ConfigureAwait(false);
        if (await AuthenticateAsync(server, secure, password, patience).ConfigureAwait(false))
            await PumpAsync(secure, server).ConfigureAwait(false);
    }

    /// <returns>False when the database has refused, which the client has been told.</returns>
    private async Task<bool> AuthenticateAsync(Stream server, SslStream secure, string password, CancellationToken patience)
    {
        var scram = new ScramClient(password);
        while (true)
        {
            var (type, body) = await PostgresMessages.ReadAsync(server, patience).ConfigureAwait(false);
            // An error, or that the server speaks an older version than the client asks for
            if (type != 'R')
                await secure.WriteAsync(PostgresMessages.Make(type, body), patience).ConfigureAwait(false);
            if (type == 'E')
                return false;
            if (type != 'R')
                continue;
            var data = Encoding.UTF8.GetString(body.AsSpan(4));
            switch (BinaryPrimitives.ReadInt32BigEndian(body))
            {
                case Ok:
                    await secure.WriteAsync(PostgresMessages.Make('R', body), patience).ConfigureAwait(false);
                    return true;
                case Sasl when data.Split('\0').Contains(ScramClient.Mechanism):
                    await server.WriteAsync(Initial(scram.First), patience).ConfigureAwait(false);
                    continue;
                case SaslContinue when scram.Final(data) is { } final:
                    await server.WriteAsync(PostgresMessages.Make('p', Encoding.UTF8.GetBytes(final)), patience).ConfigureAwait(false);
                    continue;
                case SaslFinal when scram.Accepts(data):
                    continue;
                default:
                    await FailAsync(secure, Failed, "The database asks for what this RDS Proxy does not know: it signs in by SCRAM-SHA-256")
                        .ConfigureAwait(false);
                    return false;
            }
        }
    }

    private static byte[] Initial(string first)
    {
        var data = Encoding.UTF8.GetBytes(first);
        var name = Encoding.ASCII.GetBytes(ScramClient.Mechanism);
        var body = new byte[name.Length + 5 + data.Length];
        name.CopyTo(body, 0);
        BinaryPrimitives.WriteInt32BigEndian(body.AsSpan(name.Length + 1), data.Length);
        data.CopyTo(body, name.Length + 5);
        return PostgresMessages.Make('p', body);
    }

    private async Task PumpAsync(SslStream secure, Stream server)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        await Task.WhenAny(secure.CopyToAsync(server, ended.Token), server.CopyToAsync(secure, ended.Token)).ConfigureAwait(false);
        await ended.CancelAsync().ConfigureAwait(false);
    }

    private async Task FailAsync(Stream to, string code, string message) =>
        await to.WriteAsync(PostgresMessages.Fatal(code, message), stopping).ConfigureAwait(false);
}

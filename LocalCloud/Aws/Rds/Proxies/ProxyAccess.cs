using System.Text.Json;
using LocalCloud.Aws.EventBridge;
using LocalCloud.Aws.Metering;
using LocalCloud.Aws.SecretsManager;
using LocalCloud.Aws.Wire.Signatures;

namespace LocalCloud.Aws.Rds.Proxies;

/// <summary>
/// Who gets through an RDS Proxy with IAM authentication, in its own words (docs: rds-proxy.troubleshooting), and with which password it
/// goes on.
/// </summary>
internal sealed partial class ProxyAccess(RdsService service, RdsState state, DatabaseProxy proxy)
{
    private Host Host => service.Host;

    public async ValueTask<(string? Password, string? Refusal)> AdmitAsync(string user, string token, CancellationToken cancellation)
    {
        var parsed = ConnectToken.Parse(token);
        var refusal = parsed is null
            ? "a password came in place of a token"
            : await parsed
                .RefusalAsync(proxy.Address, proxy.Port, user, state.Scope.Region, Host.Time, service.Signatures, cancellation)
                .ConfigureAwait(false);
        if (parsed?.IsForConnect == true)
            Host.Usage.Count(
                new(
                    "rds-db",
                    "connect",
                    state.Scope.Arn("rds-db", $"dbuser:{proxy.ArnId}/{user}"),
                    null,
                    Host.Usage.Callers.Of(parsed.Request),
                    state.Scope
                ),
                refusal is null ? null : "InvalidToken",
                default
            );
        if (refusal is not null)
        {
            Refused(Host.Loggers.CreateLogger<ProxyAccess>(), proxy.Name, user, refusal);
            return (null, $"IAM authentication failed for the role {user}. Check the IAM token for this role and try again.");
        }
        return Password(user) is { } password
            ? (password, null)
            : (null, $"This RDS Proxy has no credentials for the role {user}. Check the credentials for this role and try again.");
    }

    /// <summary>Of the secret whose user it is.</summary>
    private string? Password(string user)
    {
        foreach (var arn in Host.Read(state, s => s.Proxies.GetValueOrDefault(proxy.Name)?.SecretArns ?? []))
            if (
                Arn.TryParse(arn, out var parsed)
                && Text((SecretsState)Host.Service("secretsmanager").State(parsed.Scope), arn) is { } text
                && Of(text, user) is { } password
            )
                return password;
        return null;
    }

    private string? Text(SecretsState secrets, string arn) =>
        Host.Read(secrets, s => s.Value(arn, null, null).Ok(out var found, out _) ? found.Version.Text : null);

    private static string? Of(string secret, string user)
    {
        try
        {
            using var json = JsonDocument.Parse(secret);
            return
                json.RootElement.ValueKind is JsonValueKind.Object
                && json.RootElement.TryGetProperty("username", out var name)
                && name.GetString() == user
                && json.RootElement.TryGetProperty("password", out var password)
                ? password.GetString()
                : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The RDS proxy {Proxy} has not let {User} in: {Reason}")]
    private static partial void Refused(ILogger log, string proxy, string user, string reason);
}

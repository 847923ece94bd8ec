using System.Security.Cryptography;
using System.Text;
using LocalCloud.AwsClients.CloudFormation;

namespace LocalCloud.Deploy;

/// <summary>
/// The client request token of an operation: it stands in each of its events, so that a second call of deploy knows whether what goes on is
/// its own, begun by a call that was interrupted, or somebody else's. The same content has the same beginning; CloudFormation wants each
/// token once.
/// </summary>
internal sealed record OperationToken(string Prefix)
{
    public static OperationToken Of(string template, ParameterChoice parameters) =>
        new(
            $"serverless-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{template}\n{string.Join('\n', parameters.Public)}")))[..16]}-"
        );

    public bool Began(IEnumerable<StackEvent> events) => events.Any(e => e.Token?.StartsWith(Prefix, StringComparison.Ordinal) == true);

    public string New() => $"{Prefix}{Guid.NewGuid():N}";
}

using System.Security.Cryptography;
using System.Text.RegularExpressions;
using LocalCloud.Aws.Iam.Evaluation;

namespace LocalCloud.Aws.Sts;

/// <summary>Credentials that lead to the account in which they were asked for.</summary>
internal static partial class SessionTokens
{
    public const int HalfADay = 43200;

    public static Session New(SessionKind kind, string name) => new(kind, "", "", "", default, default, name);

    /// <summary>
    /// The access key id carries the account. Where nobody looks at signatures the secret is the one that everybody knows.
    /// </summary>
    public static SessionCredentials Give(StsState state, Context context, int seconds, Session session)
    {
        var given = session with
        {
            AccessKeyId = Wire.SessionKeyId.Of(state.Scope.Account),
            Secret = context.Host.Access is null
                ? Wire.Signatures.Secrets.Default
                : Convert.ToBase64String(RandomNumberGenerator.GetBytes(30)),
            Token = Convert.ToBase64String(RandomNumberGenerator.GetBytes(48)),
            Issued = context.Now,
            Expires = context.Now.AddSeconds(seconds),
        };
        state.Put(context.Changes, given);
        return new(given.AccessKeyId, given.Secret, given.Token, given.Expires);
    }

    /// <summary>The policies that a request narrows its session by, as AWS takes them.</summary>
    public static AwsError? Check(string? policy, List<PolicyDescriptor>? arns, List<AssumeRoleTag>? tags = null) =>
        arns?.Exists(p => string.IsNullOrEmpty(p?.Arn)) is true
            ? new(
                "ValidationError",
                "1 validation error detected: Value null at 'policyArns.1.member.arn' failed to satisfy constraint: Member must not be null"
            )
        : tags?.Exists(t => string.IsNullOrEmpty(t?.Key)) is true
            ? new(
                "ValidationError",
                "1 validation error detected: Value null at 'tags.1.member.key' failed to satisfy constraint: Member must not be null"
            )
        : tags?.DistinctBy(t => t.Key, StringComparer.OrdinalIgnoreCase).Count() < tags?.Count
            ? new("InvalidParameterValue", "Duplicate tag keys found. Please note that Tag keys are case insensitive.")
        : policy is not null && PolicyGrammar.Check(policy, PolicyKind.Own) is { } malformed ? malformed
        : arns?.Count > 10
            ? new(
                "ValidationError",
                "1 validation error detected: Value at 'policyArns' failed to satisfy constraint: Member must have length less than or "
                    + "equal to 10"
            )
        : null;

    [GeneratedRegex(@"^[\w+=,.@-]*\z")]
    internal static partial Regex NamePattern();
}

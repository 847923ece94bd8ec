using System.Security.Cryptography;

namespace LocalCloud.Aws.Sts;

internal sealed record AssumeRoleTag(string Key, string? Value);

internal sealed record PolicyDescriptor(string? Arn);

internal sealed record AssumeRoleRequest
{
    public string? RoleArn { get; init; }
    public string? RoleSessionName { get; init; }
    public List<PolicyDescriptor>? PolicyArns { get; init; }
    public string? Policy { get; init; }
    public int? DurationSeconds { get; init; }
    public List<AssumeRoleTag>? Tags { get; init; }
    public List<string>? TransitiveTagKeys { get; init; }
    public string? ExternalId { get; init; }
    public string? SourceIdentity { get; init; }
}

internal sealed record SessionCredentials(string AccessKeyId, string SecretAccessKey, string SessionToken, DateTimeOffset Expiration);

internal sealed record AssumedRoleUser(string AssumedRoleId, string Arn);

internal sealed record AssumeRoleResponse(SessionCredentials Credentials, AssumedRoleUser AssumedRoleUser, string? SourceIdentity);

/// <summary>
/// Credentials that lead to the role's account. Whether the role exists and who may assume it is not asked.
/// </summary>
internal static class AssumeRole
{
    public static readonly Operation Definition = Operation<StsState>.Define(
        "AssumeRole", StsJson.Default.AssumeRoleRequest, StsJson.Default.AssumeRoleResponse, Handle,
        Must.Member<AssumeRoleRequest>("roleArn", r => r.RoleArn).Required().Length(20, 2048),
        Must.Member<AssumeRoleRequest>("roleSessionName", r => r.RoleSessionName).Required().Length(2, 64).Pattern(SessionTokens.NamePattern(), @"[\w+=,.@-]*"),
        Must.Member<AssumeRoleRequest>("durationSeconds", r => r.DurationSeconds).Range(900, 43200))
        .Lacking("roles, trust and session policies are not looked at");

    private static Result<AssumeRoleResponse> Handle(StsState state, AssumeRoleRequest request, Context context)
    {
        if (request.RoleArn!.Split(':') is not ["arn", _, "iam", "", { Length: 12 } account, { } role] || !account.All(char.IsAsciiDigit)
            || !role.StartsWith("role/", StringComparison.Ordinal))
            return new AwsError("ValidationError", $"{request.RoleArn} is invalid");
        var session = $"{role[(role.LastIndexOf('/') + 1)..]}/{request.RoleSessionName}";
        return new AssumeRoleResponse(
            SessionTokens.Of(account, context, request.DurationSeconds ?? 3600, request.RoleArn),
            new($"AROA{RandomNumberGenerator.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 17)}:{request.RoleSessionName}", $"arn:aws:sts::{account}:assumed-role/{session}"),
            request.SourceIdentity);
    }
}

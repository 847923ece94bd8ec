using System.Text.Json.Serialization.Metadata;

namespace LocalCloud.Aws.Iam.Access;

/// <summary>
/// What a call to IAM is about:
/// https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html
/// </summary>
internal static class IamResources
{
    // In this order: of AttachUserPolicy it is the user, the policy is a condition's
    private static readonly (string Member, string Kind)[] Members =
    [
        ("InstanceProfileName", "instance-profile"),
        ("RoleName", "role"),
        ("GroupName", "group"),
        ("UserName", "user"),
        ("PolicyArn", ""),
        ("OpenIDConnectProviderArn", ""),
        ("SAMLProviderArn", ""),
        ("PolicySourceArn", ""),
        ("PolicyName", "policy"),
    ];

    public static string Of(Host host, string account, RecordOperation operation, object request)
    {
        foreach (var (member, kind) in Members)
            if (Text(operation, request, member) is { } name)
                return kind.Length == 0
                    ? name
                    : $"arn:aws:iam::{account}:{kind}{Path(host, account, operation, request, kind, name)}{name}";
        return "*";
    }

    public static string? Text(RecordOperation operation, object request, string member) =>
        operation.Request.Kind is JsonTypeInfoKind.Object
            ? operation.Request.Properties.FirstOrDefault(p => p.Name == member)?.Get?.Invoke(request) as string
            : null;

    // Of what is there the path is known; of what is to be made the request says it
    private static string Path(Host host, string account, RecordOperation operation, object request, string kind, string name) =>
        Text(operation, request, "Path") ?? host.Read(host.Service<IamService>().StateOf(account), s => kind switch
            {
                "user" => s.Users.GetValueOrDefault(name)?.Path,
                "group" => s.Groups.GetValueOrDefault(name)?.Path,
                "role" => s.Roles.GetValueOrDefault(name)?.Path,
                "instance-profile" => s.Profiles.GetValueOrDefault(name)?.Path,
                _ => null,
            }) ?? "/";
}

using System.Collections;
using System.Text.Json.Serialization.Metadata;
using LocalCloud.Policies;

namespace LocalCloud.Aws.Iam.Access;

/// <summary>
/// Roles that a call gives to a service to act by: who calls needs iam:PassRole on them.
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
/// </summary>
internal static class PassedRoles
{
    private static readonly string[] Members = ["Role", "RoleArn", "RoleARN", "CredentialsArn"];

    // Where a role stands within
    private static readonly string[] Around = ["Target", "Targets"];

    public static IEnumerable<Permission> Of(Service service, RecordOperation operation, object request)
    {
        if (service.Id is not ("lambda" or "events" or "scheduler" or "cloudformation" or "apigateway") || operation.OnlyReads)
            return [];
        return Within(operation.Request, request)
            .Where(arn => arn.Contains(":role/", StringComparison.Ordinal))
            .Distinct()
            .Select(arn => new Permission("iam:PassRole", arn, new("StringEquals", "iam:PassedToService", $"{service.Id}.amazonaws.com")));
    }

    private static IEnumerable<string> Within(JsonTypeInfo type, object value)
    {
        if (type.Kind is not JsonTypeInfoKind.Object)
            yield break;
        foreach (var member in type.Properties)
            if (Members.Contains(member.Name) && member.Get?.Invoke(value) is string { Length: > 0 } arn)
                yield return arn;
            else if (Around.Contains(member.Name) && member.Get?.Invoke(value) is { } inner)
                foreach (var one in inner is IEnumerable list ? list : new[] { inner })
                    if (one is not null)
                        foreach (var deeper in Within(type.Options.GetTypeInfo(one.GetType()), one))
                            yield return deeper;
    }
}

namespace LocalCloud.Aws.Iam;

internal sealed record BoundaryShape(string PermissionsBoundaryType, string PermissionsBoundaryArn)
{
    public static BoundaryShape? Of(string? arn) => arn is null ? null : new("Policy", arn);
}

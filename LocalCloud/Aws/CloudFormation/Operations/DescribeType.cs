using LocalCloud.Aws.CloudFormation.Resources;
using LocalCloud.Aws.CloudFormation.Stacks;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Operations;

internal sealed record DescribeTypeRequest(
    string? Type,
    string? TypeName,
    string? Arn,
    string? VersionId,
    string? PublisherId,
    string? PublicVersionNumber
);

internal sealed record DescribeTypeResponse(
    string Arn,
    string Type,
    string TypeName,
    string? Description,
    string ProvisioningType,
    string Visibility,
    string DeprecatedStatus,
    bool IsActivated
);

internal static class DescribeType
{
    public static readonly Operation Definition = Operation<StackState>
        .Define("DescribeType", OperationsJson.Default.DescribeTypeRequest, OperationsJson.Default.DescribeTypeResponse, Handle)
        .Lacking("Schema");

    private static Result<DescribeTypeResponse> Handle(StackState state, DescribeTypeRequest request, Context context)
    {
        var name = request.TypeName ?? request.Arn?[(request.Arn.LastIndexOf('/') + 1)..].Replace("-", "::", StringComparison.Ordinal);
        if (name is null)
            return TemplateError.Validation("Either Arn or Type and TypeName must be specified.");
        return ResourceTypes.Find(name) is { } type
            ? new DescribeTypeResponse(Arn(state, name), "RESOURCE", name, type.Note([]), "FULLY_MUTABLE", "PUBLIC", "LIVE", true)
            : new AwsError("TypeNotFoundException", $"The type '{name}' cannot be found.", 404);
    }

    public static string Arn(StackState state, string name) =>
        $"arn:aws:cloudformation:{state.Scope.Region}::type/resource/{name.Replace("::", "-", StringComparison.Ordinal)}";
}

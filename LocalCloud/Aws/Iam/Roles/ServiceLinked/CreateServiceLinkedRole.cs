using System.Text.Json.Serialization;

namespace LocalCloud.Aws.Iam.Roles.ServiceLinked;

internal sealed record CreateServiceLinkedRoleRequest(
    [property: JsonPropertyName("AWSServiceName")] string? AwsServiceName,
    string? Description,
    string? CustomSuffix
);

internal static class CreateServiceLinkedRole
{
    public static readonly Operation<IamState, CreateServiceLinkedRoleRequest, RoleResponse> Definition = IamService.Define(
        "CreateServiceLinkedRole",
        IamJson.Default.CreateServiceLinkedRoleRequest,
        IamJson.Default.RoleResponse,
        Handle,
        Must.Member<CreateServiceLinkedRoleRequest>("aWSServiceName", r => r.AwsServiceName).Required().Length(1, 128),
        Must.Member<CreateServiceLinkedRoleRequest>("customSuffix", r => r.CustomSuffix).Length(1, 64)
    );

    private static Result<RoleResponse> Handle(IamState state, CreateServiceLinkedRoleRequest request, Context context)
    {
        var service = request.AwsServiceName!;
        if (!service.EndsWith(".amazonaws.com", StringComparison.Ordinal))
            return new AwsError("InvalidInput", $"{service} is not a valid AWS service name.");
        var name = ServiceLinkedRole.NameOf(service, request.CustomSuffix);
        if (state.Roles.ContainsKey(name))
            return new AwsError("InvalidInput", $"Service role name {name} has been taken in this account, please try a different suffix.");
        var path = $"{ServiceLinkedRole.Path}{service}/";
        var role = new Role
        {
            RoleName = name,
            RoleId = IamState.NewId("AROA"),
            Path = path,
            Arn = state.Arn("role", path, name),
            CreateDate = context.Now,
            AssumeRolePolicyDocument =
                $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"{{service}}"},"Action":"sts:AssumeRole"}]}""",
            Description = request.Description,
        };
        state.Put(context.Changes, role);
        return new RoleResponse(RoleShape.Of(role));
    }
}

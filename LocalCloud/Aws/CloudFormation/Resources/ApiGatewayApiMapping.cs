namespace LocalCloud.Aws.CloudFormation.Resources;

internal sealed class ApiGatewayApiMapping()
    : ApiGatewayResource(
        "AWS::ApiGatewayV2::ApiMapping",
        new("ApiId", Shape.Text) { Required = true },
        new("ApiMappingKey", Shape.Text),
        new("DomainName", Shape.Text) { Required = true, Replacement = true },
        new("Stage", Shape.Text) { Required = true }
    )
{
    public override IReadOnlyList<string> Attributes => ["ApiMappingId"];

    protected override string CreateOperation => "CreateApiMapping";

    protected override string UpdateOperation => "UpdateApiMapping";

    protected override string DeleteOperation => "DeleteApiMapping";

    protected override string IdMember => "apiMappingId";

    protected override IReadOnlyDictionary<string, string> AttributesOf(System.Text.Json.JsonElement answer) =>
        new Dictionary<string, string> { ["ApiMappingId"] = answer.Text("apiMappingId") };
}

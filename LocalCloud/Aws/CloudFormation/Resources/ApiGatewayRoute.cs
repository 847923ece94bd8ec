namespace LocalCloud.Aws.CloudFormation.Resources;

internal sealed class ApiGatewayRoute()
    : ApiGatewayResource(
        "AWS::ApiGatewayV2::Route",
        new("ApiId", Shape.Text) { Required = true, Replacement = true },
        new("ApiKeyRequired", Shape.Boolean),
        new("AuthorizationScopes", Shape.List(Shape.Text)),
        new("AuthorizationType", Shape.Text),
        new("AuthorizerId", Shape.Text),
        new("ModelSelectionExpression", Shape.Text),
        new("OperationName", Shape.Text),
        new("RequestModels", Shape.Json),
        new("RequestParameters", Shape.Json),
        new("RouteKey", Shape.Text) { Required = true },
        new("RouteResponseSelectionExpression", Shape.Text),
        new("Target", Shape.Text)
    )
{
    public override IReadOnlyList<string> Attributes => ["RouteId"];

    protected override string CreateOperation => "CreateRoute";

    protected override string UpdateOperation => "UpdateRoute";

    protected override string DeleteOperation => "DeleteRoute";

    protected override string IdMember => "routeId";

    protected override IReadOnlyDictionary<string, string> AttributesOf(System.Text.Json.JsonElement answer) =>
        new Dictionary<string, string> { ["RouteId"] = answer.Text("routeId") };
}

namespace LocalCloud.Aws.CloudFormation.Resources;

internal sealed class ApiGatewayAuthorizer()
    : ApiGatewayResource(
        "AWS::ApiGatewayV2::Authorizer",
        new("ApiId", Shape.Text) { Required = true, Replacement = true },
        new("AuthorizerCredentialsArn", Shape.Text),
        new("AuthorizerPayloadFormatVersion", Shape.Text),
        new("AuthorizerResultTtlInSeconds", Shape.Integer),
        new("AuthorizerType", Shape.Text) { Required = true },
        new("AuthorizerUri", Shape.Text),
        new("EnableSimpleResponses", Shape.Boolean),
        new("IdentitySource", Shape.List(Shape.Text)),
        new("IdentityValidationExpression", Shape.Text),
        new("JwtConfiguration", Shape.Object(new("Audience", Shape.List(Shape.Text)), new("Issuer", Shape.Text))),
        new("Name", Shape.Text) { Required = true }
    )
{
    public override IReadOnlyList<string> Attributes => ["AuthorizerId"];

    protected override string CreateOperation => "CreateAuthorizer";

    protected override string UpdateOperation => "UpdateAuthorizer";

    protected override string DeleteOperation => "DeleteAuthorizer";

    protected override string IdMember => "authorizerId";

    protected override IReadOnlyDictionary<string, string> AttributesOf(System.Text.Json.JsonElement answer) =>
        new Dictionary<string, string> { ["AuthorizerId"] = answer.Text("authorizerId") };
}

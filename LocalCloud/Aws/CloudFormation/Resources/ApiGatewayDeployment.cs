namespace LocalCloud.Aws.CloudFormation.Resources;

internal sealed class ApiGatewayDeployment()
    : ApiGatewayResource(
        "AWS::ApiGatewayV2::Deployment",
        new("ApiId", Shape.Text) { Required = true, Replacement = true },
        new("Description", Shape.Text),
        new("StageName", Shape.Text) { Replacement = true }
    )
{
    public override IReadOnlyList<string> Attributes => ["DeploymentId"];

    protected override string CreateOperation => "CreateDeployment";

    protected override string UpdateOperation => "UpdateDeployment";

    protected override string DeleteOperation => "DeleteDeployment";

    protected override string IdMember => "deploymentId";

    protected override IReadOnlyDictionary<string, string> AttributesOf(System.Text.Json.JsonElement answer) =>
        new Dictionary<string, string> { ["DeploymentId"] = answer.Text("deploymentId") };
}

namespace LocalCloud.Aws.CloudFormation.Resources;

internal sealed class ApiGatewayVpcLink()
    : ApiGatewayResource(
        "AWS::ApiGatewayV2::VpcLink",
        new("Name", Shape.Text) { Required = true },
        new("SecurityGroupIds", Shape.List(Shape.Text)) { Replacement = true },
        new("SubnetIds", Shape.List(Shape.Text)) { Required = true, Replacement = true },
        new("Tags", TagMap)
    )
{
    public override IReadOnlyList<string> Attributes => ["VpcLinkId"];

    protected override string CreateOperation => "CreateVpcLink";

    protected override string UpdateOperation => "UpdateVpcLink";

    protected override string DeleteOperation => "DeleteVpcLink";

    protected override string IdMember => "vpcLinkId";

    protected override IReadOnlyDictionary<string, string> AttributesOf(System.Text.Json.JsonElement answer) =>
        new Dictionary<string, string> { ["VpcLinkId"] = answer.Text("vpcLinkId") };
}

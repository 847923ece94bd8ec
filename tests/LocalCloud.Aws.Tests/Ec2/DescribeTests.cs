using System.Xml.Linq;
using LocalCloud.Aws.Tests.CloudFormation;

namespace LocalCloud.Aws.Tests.Ec2;

public sealed class DescribeTests : CloudFormationTest
{
    private const string Template = """
        Resources:
          Net: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.1.0.0/16, Tags: [{ Key: Name, Value: shop }] } }
          A: { Type: AWS::EC2::Subnet,
            Properties: { VpcId: !Ref Net, CidrBlock: 10.1.0.0/24, AvailabilityZone: eu-west-1b, MapPublicIpOnLaunch: true } }
          Web:
            Type: AWS::EC2::SecurityGroup
            Properties: { GroupDescription: web, VpcId: !Ref Net,
              SecurityGroupIngress: [{ IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0 }] }
          Inner: { Type: AWS::EC2::SecurityGroupIngress,
            Properties: { GroupId: !GetAtt Web.GroupId, IpProtocol: tcp, FromPort: 80, ToPort: 80,
            SourceSecurityGroupId: !GetAtt Web.GroupId } }
          Table: { Type: AWS::EC2::RouteTable, Properties: { VpcId: !Ref Net } }
          Gateway: { Type: AWS::EC2::InternetGateway }
          Out: { Type: AWS::EC2::Route, Properties: { RouteTableId: !Ref Table, DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref Gateway } }
          Uses: { Type: AWS::EC2::SubnetRouteTableAssociation, Properties: { RouteTableId: !Ref Table, SubnetId: !Ref A } }
          S3: { Type: AWS::EC2::VPCEndpoint,
            Properties: { VpcId: !Ref Net, ServiceName: com.amazonaws.eu-west-1.s3, RouteTableIds: [!Ref Table] } }
        """;

    [Fact]
    public async Task A_region_has_a_default_network()
    {
        var vpc = Assert.Single(Members(await Ec2Async("DescribeVpcs"), "vpcSet"));
        Assert.Equal(("172.31.0.0/16", "true", Account), (Text(vpc, "cidrBlock"), Text(vpc, "isDefault"), Text(vpc, "ownerId")));
        var subnets = Members(
                await Ec2Async("DescribeSubnets", ("Filter.1.Name", "vpc-id"), ("Filter.1.Value.1", Text(vpc, "vpcId"))),
                "subnetSet"
            )
            .ToList();
        Assert.Equal(
            ["eu-west-1a euw1-az1 4091", "eu-west-1b euw1-az2 4091", "eu-west-1c euw1-az3 4091"],
            subnets.Select(s => $"{Text(s, "availabilityZone")} {Text(s, "availabilityZoneId")} {Text(s, "availableIpAddressCount")}")
        );
        Assert.Equal(
            "default",
            Text(
                Assert.Single(Members(await Ec2Async("DescribeSecurityGroups", ("GroupName.1", "default")), "securityGroupInfo")),
                "groupName"
            )
        );
        Assert.Empty(Members(await Ec2Async("DescribeNetworkInterfaces"), "networkInterfaceSet"));
        await RestartAsync();
        Assert.Equal(Text(vpc, "vpcId"), Text(await Ec2Async("DescribeVpcs"), "vpcId"));
    }

    [Fact]
    public async Task What_a_stack_has_made_is_described()
    {
        var stack = await CreateAsync("net", Template);
        Assert.True(Status(stack) == "CREATE_COMPLETE", await ReasonsAsync("net"));
        var ids = await PhysicalIdsAsync("net");
        var vpc = Assert.Single(
            Members(await Ec2Async("DescribeVpcs", ("Filter.1.Name", "tag:Name"), ("Filter.1.Value.1", "sh*")), "vpcSet")
        );
        Assert.Equal((ids["Net"], "10.1.0.0/16", "false"), (Text(vpc, "vpcId"), Text(vpc, "cidrBlock"), Text(vpc, "isDefault")));
        var subnet = Assert.Single(Members(await Ec2Async("DescribeSubnets", ("SubnetId.1", ids["A"])), "subnetSet"));
        Assert.Equal(
            (ids["Net"], "eu-west-1b", "true", "251"),
            (
                Text(subnet, "vpcId"),
                Text(subnet, "availabilityZone"),
                Text(subnet, "mapPublicIpOnLaunch"),
                Text(subnet, "availableIpAddressCount")
            )
        );
        var group = Assert.Single(Members(await Ec2Async("DescribeSecurityGroups", ("GroupId.1", ids["Web"])), "securityGroupInfo"));
        Assert.Equal(["443", "80"], Members(group, "ipPermissions").Select(p => Text(p, "fromPort")));
        Assert.Equal(["-1"], Members(group, "ipPermissionsEgress").Select(p => Text(p, "ipProtocol")));
        var table = Assert.Single(
            Members(
                await Ec2Async("DescribeRouteTables", ("Filter.1.Name", "association.subnet-id"), ("Filter.1.Value.1", ids["A"])),
                "routeTableSet"
            )
        );
        Assert.Equal(["local", ids["Gateway"]], Members(table, "routeSet").Select(r => Text(r, "gatewayId")));
        var endpoint = Assert.Single(Members(await Ec2Async("DescribeVpcEndpoints"), "vpcEndpointSet"));
        Assert.Equal(
            (ids["S3"], "Gateway", ids["Table"]),
            (Text(endpoint, "vpcEndpointId"), Text(endpoint, "vpcEndpointType"), Members(endpoint, "routeTableIdSet").Single().Value)
        );

        await CallAsync("DeleteStack", ("StackName", "net"));
        await RestAsync(Text(stack, "StackId"));
        Assert.Equal(
            ("InvalidVpcID.NotFound", $"The vpc ID '{ids["Net"]}' does not exist"),
            await FailEc2Async("DescribeVpcs", ("VpcId.1", ids["Net"]))
        );
    }

    [Fact]
    public async Task Regions_and_zones_are_told()
    {
        Assert.Contains("eu-west-1", Members(await Ec2Async("DescribeRegions"), "regionInfo").Select(r => Text(r, "regionName")));
        Assert.Equal(
            "not-opted-in",
            Text(Assert.Single(Members(await Ec2Async("DescribeRegions", ("RegionName.1", "af-south-1")), "regionInfo")), "optInStatus")
        );
        Assert.Equal(
            ["eu-west-1a", "eu-west-1b", "eu-west-1c"],
            Members(
                    await Ec2Async("DescribeAvailabilityZones", ("Filter.1.Name", "state"), ("Filter.1.Value.1", "available")),
                    "availabilityZoneInfo"
                )
                .Select(z => Text(z, "zoneName"))
        );
    }

    [Theory]
    [InlineData("DescribeVpcs", "Filter.1.Name", "colour", "InvalidParameterValue", "The filter 'colour' is invalid")]
    [InlineData("DescribeSubnets", "SubnetId.1", "subnet-1", "InvalidSubnetID.NotFound", "The subnet ID 'subnet-1' does not exist")]
    [InlineData("DescribeSecurityGroups", "GroupId.1", "sg-1", "InvalidGroup.NotFound", "The security group 'sg-1' does not exist")]
    [InlineData("DescribeRegions", "RegionName.1", "mars-1", "InvalidParameterValue", "Invalid region names: [mars-1]")]
    [InlineData("DescribeVpcs", "DryRun", "true", "DryRunOperation", "Request would have succeeded, but DryRun flag is set.")]
    [InlineData("RunInstances", "MinCount", "1", "InvalidAction", "RunInstances of ec2 is not supported by LocalCloud.")]
    public async Task What_is_wrong_is_answered_in_EC2s_form(string action, string name, string value, string code, string message) =>
        Assert.Equal(
            (code, message),
            await FailEc2Async(action, name == "Filter.1.Name" ? [(name, value), ("Filter.1.Value.1", "red")] : [(name, value)])
        );

    private Task<XElement> Ec2Async(string action, params (string Name, string Value)[] parameters) =>
        CallAsync("ec2", "2016-11-15", action, parameters);

    private Task<(string Code, string Message)> FailEc2Async(string action, params (string Name, string Value)[] parameters) =>
        FailAsync("ec2", "2016-11-15", action, parameters);
}

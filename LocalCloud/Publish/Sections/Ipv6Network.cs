using System.Text.Json.Nodes;
using LocalCloud.Publish.Template;

namespace LocalCloud.Publish.Sections;

/// <summary>
/// IPv6 beside IPv4, with a way out and none in. The gateway is free, and so is traffic to AWS's own services of the region:
/// https://docs.aws.amazon.com/vpc/latest/userguide/egress-only-internet-gateway.html.
/// </summary>
internal static class Ipv6Network
{
    /// <summary>What subnets have to wait for.</summary>
    public const string Block = "VpcIpv6Block";

    public static void Addresses(TemplateSection section) =>
        section.Add(
            Block,
            "Amazon's own addresses",
            """
            Type: AWS::EC2::VPCCidrBlock
            Properties:
              VpcId: !Ref Vpc
              AmazonProvidedIpv6CidrBlock: true
            """
        );

    // A VPC has a /56, a subnet a /64
    public static void Extend(JsonObject subnet, int index)
    {
        var properties = subnet["Properties"]!;
        properties["Ipv6CidrBlock"] = YamlReader.Read($"!Select [{index}, !Cidr [!Select [0, !GetAtt Vpc.Ipv6CidrBlocks], 2, 64]]");
        properties["AssignIpv6AddressOnCreation"] = true;
    }

    public static void WayOut(TemplateSection section)
    {
        section.Add(
            "EgressGateway",
            "Lets connections out and none in",
            """
            Type: AWS::EC2::EgressOnlyInternetGateway
            Properties:
              VpcId: !Ref Vpc
            """
        );
        section.Add(
            "EgressRoute",
            null,
            """
            Type: AWS::EC2::Route
            Properties:
              RouteTableId: !Ref PrivateRouteTable
              DestinationIpv6CidrBlock: '::/0'
              EgressOnlyInternetGatewayId: !Ref EgressGateway
            """
        );
    }

    // A group that is made before the addresses are would let out IPv4 alone
    public static void LetOut(JsonObject group) =>
        group["Properties"]!["SecurityGroupEgress"] = YamlReader.Read(
            """
            - IpProtocol: '-1'
              CidrIp: 0.0.0.0/0
            - IpProtocol: '-1'
              CidrIpv6: '::/0'
            """
        );
}

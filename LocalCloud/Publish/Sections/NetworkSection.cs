using LocalCloud.Publish.Plan;
using LocalCloud.Publish.Template;

namespace LocalCloud.Publish.Sections;

/// <summary>
/// Private subnets in two availability zones, without a NAT gateway: what is called outside of them has an endpoint; in a test, whatever
/// has an IPv6 address is called by that, which costs nothing by the hour.
/// </summary>
internal static class NetworkSection
{
    public const string Title = "Network: private subnets in two availability zones, endpoints instead of a NAT gateway";

    /// <param name="called">AWS services that are called from the subnets, by their prefixes in IAM actions.</param>
    public static void Write(PublishPlan plan, TemplateDocument document, CalledServices called)
    {
        if (!plan.NeedsNetwork)
            return;
        var section = document.Section(Title);
        section.Add(
            "Vpc",
            null,
            """
            Type: AWS::EC2::VPC
            Properties:
              CidrBlock: 10.0.0.0/16
              EnableDnsSupport: true
              EnableDnsHostnames: true
            """
        );
        var ipv6 = called.Ipv6.Count > 0;
        if (ipv6)
            Ipv6Network.Addresses(section);
        foreach (var (letter, index) in new[] { ("A", 0), ("B", 1) })
        {
            var subnet = section.Add(
                $"PrivateSubnet{letter}",
                null,
                $$"""
                Type: AWS::EC2::Subnet
                {{(ipv6 ? $"DependsOn: {Ipv6Network.Block}\n" : "")}}Properties:
                  VpcId: !Ref Vpc
                  CidrBlock: 10.0.{{index}}.0/24
                  AvailabilityZone: !Select [{{index}}, !GetAZs '']
                """
            );
            if (ipv6)
                Ipv6Network.Extend(subnet, index);
        }
        section.Add(
            "PrivateRouteTable",
            ipv6 ? "No route leads in" : "No route leads out",
            """
            Type: AWS::EC2::RouteTable
            Properties:
              VpcId: !Ref Vpc
            """
        );
        if (ipv6)
            Ipv6Network.WayOut(section);
        foreach (var letter in "AB")
            section.Add(
                $"PrivateSubnet{letter}Routes",
                null,
                $$"""
                Type: AWS::EC2::SubnetRouteTableAssociation
                Properties:
                  SubnetId: !Ref PrivateSubnet{{letter}}
                  RouteTableId: !Ref PrivateRouteTable
                """
            );
        var group = section.Add(
            "ApplicationSecurityGroup",
            "Functions and services",
            """
            Type: AWS::EC2::SecurityGroup
            Properties:
              GroupDescription: Functions and services
              VpcId: !Ref Vpc
            """
        );
        if (ipv6)
            Ipv6Network.LetOut(group);
        Endpoints(section, called, zones: plan.IsTest ? "A" : "AB");
    }

    private static void Endpoints(TemplateSection section, CalledServices called, string zones)
    {
        foreach (var gateway in called.Gateways)
            section.Add(
                $"{Names.Id(gateway)}Endpoint",
                null,
                $$"""
                Type: AWS::EC2::VPCEndpoint
                Properties:
                  VpcId: !Ref Vpc
                  VpcEndpointType: Gateway
                  ServiceName: !Sub com.amazonaws.${AWS::Region}.{{gateway}}
                  RouteTableIds: [!Ref PrivateRouteTable]
                """
            );
        if (called.Interfaces.Count == 0)
            return;
        section.Add(
            "EndpointSecurityGroup",
            null,
            """
            Type: AWS::EC2::SecurityGroup
            Properties:
              GroupDescription: Endpoints of AWS services
              VpcId: !Ref Vpc
              SecurityGroupIngress:
                - IpProtocol: tcp
                  FromPort: 443
                  ToPort: 443
                  SourceSecurityGroupId: !Ref ApplicationSecurityGroup
            """
        );
        foreach (var name in called.Interfaces)
            section.Add(
                $"{Names.Id(name)}Endpoint",
                null,
                $$"""
                Type: AWS::EC2::VPCEndpoint
                Properties:
                  VpcId: !Ref Vpc
                  VpcEndpointType: Interface
                  ServiceName: !Sub com.amazonaws.${AWS::Region}.{{name}}
                  PrivateDnsEnabled: true
                  SubnetIds: [{{string.Join(", ", zones.Select(zone => $"!Ref PrivateSubnet{zone}"))}}]
                  SecurityGroupIds: [!Ref EndpointSecurityGroup]
                """
            );
    }

    /// <summary>A security group of a store, which the functions and services reach at one port.</summary>
    public static void StoreGroup(
        TemplateSection section,
        string id,
        string description,
        string port,
        string source = "ApplicationSecurityGroup"
    ) =>
        section.Add(
            id,
            null,
            $$"""
            Type: AWS::EC2::SecurityGroup
            Properties:
              GroupDescription: {{description}}
              VpcId: !Ref Vpc
              SecurityGroupIngress:
                - IpProtocol: tcp
                  FromPort: {{port}}
                  ToPort: {{port}}
                  SourceSecurityGroupId: !Ref {{source}}
            """
        );
}

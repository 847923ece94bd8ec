using LocalCloud.Publish.Plan;
using LocalCloud.Publish.Template;

namespace LocalCloud.Publish.Sections;

/// <summary>Private subnets in two availability zones, without a NAT gateway: what is called outside of them has an endpoint.</summary>
static class NetworkSection
{
    public const string Title = "Network: private subnets in two availability zones, endpoints instead of a NAT gateway";

    /// <summary>AWS services with a gateway endpoint, which costs nothing.</summary>
    static readonly string[] Gateways = ["s3", "dynamodb"];

    /// <param name="services">AWS services that are called from the subnets, by their prefixes in IAM actions.</param>
    public static void Write(PublishPlan plan, TemplateDocument document, IReadOnlyCollection<string> services)
    {
        if (!plan.NeedsNetwork) return;
        var section = document.Section(Title);
        section.Add("Vpc", null, """
            Type: AWS::EC2::VPC
            Properties:
              CidrBlock: 10.0.0.0/16
              EnableDnsSupport: true
              EnableDnsHostnames: true
            """);
        foreach (var (letter, index) in new[] { ("A", 0), ("B", 1) })
            section.Add($"PrivateSubnet{letter}", null, $$"""
                Type: AWS::EC2::Subnet
                Properties:
                  VpcId: !Ref Vpc
                  CidrBlock: 10.0.{{index}}.0/24
                  AvailabilityZone: !Select [{{index}}, !GetAZs '']
                """);
        section.Add("PrivateRouteTable", "No route leads out", """
            Type: AWS::EC2::RouteTable
            Properties:
              VpcId: !Ref Vpc
            """);
        foreach (var letter in "AB")
            section.Add($"PrivateSubnet{letter}Routes", null, $$"""
                Type: AWS::EC2::SubnetRouteTableAssociation
                Properties:
                  SubnetId: !Ref PrivateSubnet{{letter}}
                  RouteTableId: !Ref PrivateRouteTable
                """);
        section.Add("ApplicationSecurityGroup", "Functions and services", """
            Type: AWS::EC2::SecurityGroup
            Properties:
              GroupDescription: Functions and services
              VpcId: !Ref Vpc
            """);

        foreach (var gateway in Gateways.Where(services.Contains))
            section.Add($"{Names.Id(gateway)}Endpoint", null, $$"""
                Type: AWS::EC2::VPCEndpoint
                Properties:
                  VpcId: !Ref Vpc
                  VpcEndpointType: Gateway
                  ServiceName: !Sub com.amazonaws.${AWS::Region}.{{gateway}}
                  RouteTableIds: [!Ref PrivateRouteTable]
                """);
        var interfaces = services.Except(Gateways).Select(EndpointName).OfType<string>().Distinct().Order(StringComparer.Ordinal).ToList();
        if (interfaces.Count == 0) return;
        section.Add("EndpointSecurityGroup", null, """
            Type: AWS::EC2::SecurityGroup
            Properties:
              GroupDescription: Endpoints of AWS services
              VpcId: !Ref Vpc
              SecurityGroupIngress:
                - IpProtocol: tcp
                  FromPort: 443
                  ToPort: 443
                  SourceSecurityGroupId: !Ref ApplicationSecurityGroup
            """);
        foreach (var name in interfaces)
            section.Add($"{Names.Id(name)}Endpoint", null, $$"""
                Type: AWS::EC2::VPCEndpoint
                Properties:
                  VpcId: !Ref Vpc
                  VpcEndpointType: Interface
                  ServiceName: !Sub com.amazonaws.${AWS::Region}.{{name}}
                  PrivateDnsEnabled: true
                  SubnetIds: [!Ref PrivateSubnetA, !Ref PrivateSubnetB]
                  SecurityGroupIds: [!Ref EndpointSecurityGroup]
                """);
    }

    /// <summary>A security group of a store, which the functions and services reach at one port.</summary>
    public static void StoreGroup(TemplateSection section, string id, string description, string port, string source = "ApplicationSecurityGroup") => section.Add(id, null, $$"""
        Type: AWS::EC2::SecurityGroup
        Properties:
          GroupDescription: {{description}}
          VpcId: !Ref Vpc
          SecurityGroupIngress:
            - IpProtocol: tcp
              FromPort: {{port}}
              ToPort: {{port}}
              SourceSecurityGroupId: !Ref {{source}}
        """);

    /// <summary>Of the services that are called, those that the subnets reach.</summary>
    public static IEnumerable<string> Reached(IEnumerable<string> services) => services.Where(s => Gateways.Contains(s) || EndpointName(s) is not null);

    // X-Ray's segments leave through Lambda's own daemon, and logs through Lambda: neither needs an endpoint
    // https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html
    static string? EndpointName(string service) => service switch
    {
        "ses" => "email",
        "kinesis" => "kinesis-streams",
        "firehose" => "kinesis-firehose",
        "cloudwatch" => "monitoring",
        "bedrock" => "bedrock-runtime",
        "appconfig" => "appconfigdata",
        "rds-db" or "elasticache" or "iam" or "xray" or "ec2" => null,
        _ => service,
    };
}

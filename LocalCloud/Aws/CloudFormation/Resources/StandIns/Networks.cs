using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Resources.StandIns;

/// <summary>VPCs and what is in them. Everything local is on one network.</summary>
internal static class Networks
{
    public static IEnumerable<ResourceType> All =>
        [
            new StandIn(
                "AWS::EC2::VPC",
                "CidrBlock* EnableDnsHostnames EnableDnsSupport InstanceTenancy Ipv4IpamPoolId* Ipv4NetmaskLength* Tags",
                StandIn.Hex("vpc"),
                Id("VpcId"),
                new(ListAttributes.Ipv6CidrBlocks, (_, id) => Ipv6(id)),
                new("CidrBlock", (call, _) => Scalars.Member(call.Properties, "CidrBlock") ?? "10.0.0.0/16"),
                new("DefaultSecurityGroup", (_, id) => $"sg-{id[4..]}"),
                new("DefaultNetworkAcl", (_, id) => $"acl-{id[4..]}")
            ),
            new StandIn(
                "AWS::EC2::VPCCidrBlock",
                "AmazonProvidedIpv6CidrBlock* CidrBlock* Ipv4IpamPoolId* Ipv4NetmaskLength* Ipv6CidrBlock* "
                    + "Ipv6CidrBlockNetworkBorderGroup* Ipv6IpamPoolId* Ipv6NetmaskLength* Ipv6Pool* VpcId!*",
                StandIn.Hex("vpc-cidr-assoc"),
                Id("Id")
            ),
            new StandIn(
                "AWS::EC2::Subnet",
                "AssignIpv6AddressOnCreation AvailabilityZone* AvailabilityZoneId* CidrBlock* EnableDns64 EnableLniAtDeviceIndex "
                    + "Ipv4IpamPoolId* Ipv4NetmaskLength* Ipv6CidrBlock Ipv6IpamPoolId* "
                    + "Ipv6Native* Ipv6NetmaskLength* MapPublicIpOnLaunch OutpostArn* PrivateDnsNameOptionsOnLaunch Tags VpcId!*",
                StandIn.Hex("subnet"),
                Id("SubnetId"),
                Same("VpcId"),
                Same("CidrBlock"),
                new("AvailabilityZone", (call, _) => Scalars.Member(call.Properties, "AvailabilityZone") ?? call.Scope.Region + "a")
            ),
            new StandIn(
                "AWS::EC2::SecurityGroup",
                "GroupDescription!* GroupName* SecurityGroupEgress SecurityGroupIngress Tags VpcId*",
                StandIn.Hex("sg"),
                Id("GroupId"),
                Id("Id"),
                Same("VpcId")
            ),
            new StandIn(
                "AWS::EC2::SecurityGroupIngress",
                "CidrIp* CidrIpv6* Description FromPort* GroupId* GroupName* IpProtocol!* SourcePrefixListId* SourceSecurityGroupId* "
                    + "SourceSecurityGroupName* SourceSecurityGroupOwnerId* ToPort*",
                StandIn.Hex("sgr"),
                Id("Id")
            ),
            new StandIn(
                "AWS::EC2::SecurityGroupEgress",
                "CidrIp* CidrIpv6* Description DestinationPrefixListId* DestinationSecurityGroupId* FromPort* "
                    + "GroupId!* IpProtocol!* ToPort*",
                StandIn.Hex("sgr"),
                Id("Id")
            ),
            new StandIn("AWS::EC2::InternetGateway", "Tags", StandIn.Hex("igw"), Id("InternetGatewayId")),
            new StandIn(
                "AWS::EC2::VPCGatewayAttachment",
                "InternetGatewayId VpcId!* VpnGatewayId",
                call => $"IGW|{Scalars.Member(call.Properties, "VpcId")}",
                new StandInAttribute("AttachmentType", (_, _) => "IGW")
            ),
            new StandIn("AWS::EC2::EgressOnlyInternetGateway", "VpcId!* Tags", StandIn.Hex("eigw"), Id("Id")),
            new StandIn("AWS::EC2::RouteTable", "Tags VpcId!*", StandIn.Hex("rtb"), Id("RouteTableId")),
            new StandIn(
                "AWS::EC2::Route",
                "CarrierGatewayId CoreNetworkArn DestinationCidrBlock* DestinationIpv6CidrBlock* DestinationPrefixListId* "
                    + "EgressOnlyInternetGatewayId GatewayId InstanceId LocalGatewayId "
                    + "NatGatewayId NetworkInterfaceId RouteTableId!* TransitGatewayId VpcEndpointId VpcPeeringConnectionId",
                call => $"{Scalars.Member(call.Properties, "RouteTableId")}|{Destination(call)}",
                new StandInAttribute("CidrBlock", (call, _) => Destination(call))
            ),
            new StandIn("AWS::EC2::SubnetRouteTableAssociation", "RouteTableId!* SubnetId!*", StandIn.Hex("rtbassoc"), Id("Id")),
            new StandIn(
                "AWS::EC2::NatGateway",
                "AllocationId* AvailabilityMode AvailabilityZoneAddresses ConnectivityType* MaxDrainDurationSeconds PrivateIpAddress* "
                    + "SecondaryAllocationIds SecondaryPrivateIpAddressCount "
                    + "SecondaryPrivateIpAddresses SubnetId* Tags VpcId*",
                StandIn.Hex("nat"),
                Id("NatGatewayId")
            ),
            new StandIn(
                "AWS::EC2::EIP",
                "Address Domain InstanceId IpamPoolId NetworkBorderGroup* PublicIpv4Pool Tags TransferAddress*",
                _ => "127.0.0.1",
                new("AllocationId", (call, _) => $"eipalloc-{call.Stack.Key.Replace("-", "", StringComparison.Ordinal)[..17]}"),
                new("PublicIp", (_, id) => id)
            ),
            new StandIn(
                "AWS::EC2::VPCEndpoint",
                "DnsOptions IpAddressType PolicyDocument PrivateDnsEnabled ResourceConfigurationArn* RouteTableIds SecurityGroupIds "
                    + "ServiceName* ServiceNetworkArn* ServiceRegion* SubnetIds Tags "
                    + "VpcEndpointType* VpcId!*",
                StandIn.Hex("vpce"),
                Id("Id"),
                new("CreationTimestamp", (call, _) => call.Stacks.Time.GetUtcNow().ToString("O"))
            ),
            new StandIn("AWS::EC2::NetworkAcl", "Tags VpcId!*", StandIn.Hex("acl"), Id("Id")),
            new StandIn(
                "AWS::EC2::NetworkAclEntry",
                "CidrBlock Egress* Icmp Ipv6CidrBlock NetworkAclId!* PortRange Protocol! RuleAction! RuleNumber!*",
                StandIn.Hex("acle"),
                Id("Id")
            ),
            new StandIn("AWS::EC2::SubnetNetworkAclAssociation", "NetworkAclId!* SubnetId!*", StandIn.Hex("aclassoc"), Id("AssociationId")),
            new StandIn(
                "AWS::EC2::FlowLog",
                "DeliverCrossAccountRole* DeliverLogsPermissionArn* DestinationOptions* LogDestination* LogDestinationType* LogFormat* "
                    + "LogGroupName* MaxAggregationInterval* ResourceId!* ResourceType!* Tags TrafficType*",
                StandIn.Hex("fl"),
                Id("Id")
            )
            {
                Besides = "Nothing is logged.",
            },
            new StandIn(
                "AWS::EC2::Instance",
                "AvailabilityZone* BlockDeviceMappings CreditSpecification DisableApiTermination EbsOptimized IamInstanceProfile "
                    + "ImageId* InstanceType KeyName* LaunchTemplate MetadataOptions "
                    + "Monitoring NetworkInterfaces* PrivateIpAddress* SecurityGroupIds SecurityGroups* SourceDestCheck SubnetId* Tags "
                    + "Tenancy UserData Volumes",
                StandIn.Hex("i"),
                Id("InstanceId"),
                new("PrivateIp", (_, _) => "127.0.0.1"),
                new("PublicIp", (_, _) => "127.0.0.1"),
                new("PrivateDnsName", (_, _) => "localhost"),
                new("PublicDnsName", (_, _) => "localhost"),
                new("AvailabilityZone", (call, _) => call.Scope.Region + "a")
            )
            {
                Besides = "No machine is started.",
            },
        ];

    private static StandInAttribute Id(string name) => new(name, (_, id) => id);

    private static string Destination(ResourceCall call) =>
        Scalars.Member(call.Properties, "DestinationCidrBlock") ?? Scalars.Member(call.Properties, "DestinationIpv6CidrBlock") ?? "";

    // A block of Amazon's, of the size that a VPC gets
    private static string Ipv6(string vpcId) => $"2600:1f18:{vpcId[^4..]}:{vpcId[^6..^4]}00::/56";

    private static StandInAttribute Same(string property) => new(property, (call, _) => Scalars.Member(call.Properties, property) ?? "");
}

using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Resources.StandIns;

/// <summary>ECS, ECR and what templates carry along.</summary>
internal static class Others
{
    public static IEnumerable<ResourceType> All =>
        [
            new StandIn(
                "AWS::ECS::Cluster",
                "CapacityProviders ClusterName* ClusterSettings Configuration DefaultCapacityProviderStrategy ServiceConnectDefaults Tags",
                Same,
                Arn("ecs", "cluster/")
            )
            {
                Named = "ClusterName",
            },
            new StandIn(
                "AWS::ECS::TaskDefinition",
                "ContainerDefinitions* Cpu* EnableFaultInjection* EphemeralStorage* ExecutionRoleArn* Family* InferenceAccelerators* "
                    + "IpcMode* Memory* NetworkMode* PidMode* PlacementConstraints* "
                    + "ProxyConfiguration* RequiresCompatibilities* RuntimePlatform* Tags TaskRoleArn* Volumes*",
                call => call.Scope.Arn("ecs", $"task-definition/{Scalars.Member(call.Properties, "Family") ?? call.PhysicalName}:1"),
                new StandInAttribute("TaskDefinitionArn", (_, id) => id)
            ),
            new StandIn(
                "AWS::ECS::Service",
                "AvailabilityZoneRebalancing CapacityProviderStrategy Cluster* DeploymentConfiguration DeploymentController* "
                    + "DesiredCount EnableECSManagedTags EnableExecuteCommand ForceNewDeployment "
                    + "HealthCheckGracePeriodSeconds LaunchType* LoadBalancers NetworkConfiguration PlacementConstraints "
                    + "PlacementStrategies PlatformVersion PropagateTags Role* SchedulingStrategy* "
                    + "ServiceConnectConfiguration ServiceName* ServiceRegistries Tags TaskDefinition VolumeConfigurations "
                    + "VpcLatticeConfigurations",
                call =>
                    call.Scope.Arn(
                        "ecs",
                        $"service/{(Scalars.Member(call.Properties, "Cluster") ?? "default").Split('/')[^1]}/{call.PhysicalName}"
                    ),
                new("ServiceArn", (_, id) => id),
                new("Name", (call, _) => call.PhysicalName)
            )
            {
                Named = "ServiceName",
                Besides = "No task is started.",
            },
            new StandIn(
                "AWS::ECR::Repository",
                "EmptyOnDelete EncryptionConfiguration* ImageScanningConfiguration ImageTagMutability ImageTagMutabilityExclusionFilters "
                    + "LifecyclePolicy RepositoryName* RepositoryPolicyText Tags",
                StandIn.Name1,
                Arn("ecr", "repository/"),
                new("RepositoryUri", (call, id) => $"{call.Scope.Account}.dkr.ecr.{call.Scope.Region}.amazonaws.com/{id}")
            )
            {
                Named = "RepositoryName",
                Besides = "No image can be pushed.",
            },
            new StandIn(
                "AWS::ServiceDiscovery::PrivateDnsNamespace",
                "Description Name!* Properties Tags Vpc!*",
                StandIn.Hex("ns"),
                new("Arn", (call, id) => call.Scope.Arn("servicediscovery", $"namespace/{id}")),
                new("Id", (_, id) => id)
            ),
            new StandIn(
                "AWS::ServiceDiscovery::Service",
                "Description DnsConfig HealthCheckConfig HealthCheckCustomConfig Name* NamespaceId* ServiceAttributes Tags Type*",
                StandIn.Hex("srv"),
                new("Arn", (call, id) => call.Scope.Arn("servicediscovery", $"service/{id}")),
                new("Id", (_, id) => id),
                new("Name", (call, _) => call.PhysicalName)
            )
            {
                Named = "Name",
                Besides = "No name is resolved.",
            },
            new StandIn(
                "AWS::ElasticLoadBalancingV2::LoadBalancer",
                "EnableCapacityReservationProvisionStabilize EnablePrefixForIpv6SourceNat "
                    + "EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic IpAddressType Ipv4IpamPoolId LoadBalancerAttributes "
                    + "MinimumLoadBalancerCapacity Name* Scheme* SecurityGroups SubnetMappings Subnets Tags Type*",
                call => call.Scope.Arn("elasticloadbalancing", $"loadbalancer/app/{call.PhysicalName}/0000000000000000"),
                new("LoadBalancerArn", (_, id) => id),
                new("DNSName", (_, _) => "localhost"),
                new("CanonicalHostedZoneID", (_, _) => "Z000000000000"),
                new("LoadBalancerName", (call, _) => call.PhysicalName),
                new("LoadBalancerFullName", (_, id) => id[(id.IndexOf('/', StringComparison.Ordinal) + 1)..])
            )
            {
                Named = "Name",
                Besides = "Nothing is balanced.",
            },
            new StandIn(
                "AWS::ElasticLoadBalancingV2::TargetGroup",
                "HealthCheckEnabled HealthCheckIntervalSeconds HealthCheckPath HealthCheckPort HealthCheckProtocol "
                    + "HealthCheckTimeoutSeconds HealthyThresholdCount IpAddressType* Matcher Name* Port* "
                    + "Protocol* ProtocolVersion* Tags TargetControlPort TargetGroupAttributes TargetType* Targets "
                    + "UnhealthyThresholdCount VpcId*",
                call => call.Scope.Arn("elasticloadbalancing", $"targetgroup/{call.PhysicalName}/0000000000000000"),
                new StandInAttribute("TargetGroupArn", (_, id) => id),
                new StandInAttribute("TargetGroupFullName", (_, id) => Aws.Arn.LastOf(id)),
                new StandInAttribute("TargetGroupName", (call, _) => call.PhysicalName)
            )
            {
                Named = "Name",
            },
            new StandIn(
                "AWS::ElasticLoadBalancingV2::Listener",
                "AlpnPolicy Certificates DefaultActions! ListenerAttributes LoadBalancerArn!* MutualAuthentication Port Protocol SslPolicy",
                call => call.Scope.Arn("elasticloadbalancing", $"listener/app/{call.PhysicalName}/0000000000000000/0000000000000000"),
                new StandInAttribute("ListenerArn", (_, id) => id)
            ),
            new StandIn(
                "AWS::ApplicationAutoScaling::ScalableTarget",
                "MaxCapacity! MinCapacity! ResourceId!* RoleARN ScalableDimension!* ScheduledActions ServiceNamespace!* SuspendedState",
                call =>
                    $"{Scalars.Member(call.Properties, "ResourceId")}|{Scalars.Member(call.Properties, "ScalableDimension")}|{Scalars.Member(call.Properties, "ServiceNamespace")}",
                new StandInAttribute("Id", (_, id) => id)
            )
            {
                Besides = "Nothing is scaled.",
            },
            new StandIn(
                "AWS::ApplicationAutoScaling::ScalingPolicy",
                "PolicyName!* PolicyType! PredictiveScalingPolicyConfiguration ResourceId* ScalableDimension* ScalingTargetId* "
                    + "ServiceNamespace* StepScalingPolicyConfiguration TargetTrackingScalingPolicyConfiguration",
                call =>
                    call.Scope.Arn(
                        "autoscaling",
                        $"scalingPolicy:{Guid.NewGuid()}:policyName/{Scalars.Member(call.Properties, "PolicyName")}"
                    ),
                new StandInAttribute("Arn", (_, id) => id)
            )
            {
                Besides = "Nothing is scaled.",
            },
            new StandIn("AWS::CDK::Metadata", "Analytics", call => $"{call.LogicalId}")
            {
                Besides = "It only says which constructs a template was made with.",
            },
        ];

    private static string Same(ResourceCall call) => call.PhysicalName;

    private static StandInAttribute Arn(string service, string kind) => new("Arn", (call, id) => call.Scope.Arn(service, kind + id));
}

using System.Text.Json.Nodes;
using LocalCloud.Publish.Plan;
using LocalCloud.Publish.Template;

namespace LocalCloud.Publish.Sections;

/// <summary>
/// ECS Fargate services, known to one another by private DNS names; those with an external HTTP endpoint behind an HTTP API.
/// </summary>
internal static class ServiceSection
{
    public static bool IsExternal(ServicePlan service) => service.Process.Bindings.Any(b => b.External && b.Scheme is "http" or "https");

    public static void Write(PublishPlan plan, TemplateDocument document, IReadOnlyDictionary<ServicePlan, List<Permission>> permissions)
    {
        if (plan.Services.Count == 0)
            return;
        Cluster(document);
        foreach (var service in plan.Services)
        {
            document.Parameter(
                service.ImageParameter,
                $"{{ Type: String, Description: {YamlReader.Quoted($"Image of {service.Name} in ECR: {service.ImageFrom}")} }}"
            );
            document.Parameter(
                $"{service.Id}Count",
                $"{{ Type: Number, Default: 1, MinValue: 0, Description: Tasks of {service.Name} side by side }}"
            );
            Write(plan, document.Section($"ECS service '{service.Name}': {service.Why}"), service, permissions[service]);
            if (IsExternal(service))
                Expose(document, service);
        }
    }

    private static void Cluster(TemplateDocument document)
    {
        var section = document.Section("ECS cluster, and the private DNS zone of its services");
        section.Add("Cluster", null, "Type: AWS::ECS::Cluster\nProperties:\n  ClusterName: !Ref AWS::StackName");
        section.Add(
            "PrivateNames",
            null,
            """
            Type: AWS::ServiceDiscovery::PrivateDnsNamespace
            Properties:
              Name: !Sub ${AWS::StackName}.internal
              Vpc: !Ref Vpc
            """
        );
        section.Add(
            "ServiceTraffic",
            "Functions and services reach each other",
            """
            Type: AWS::EC2::SecurityGroupIngress
            Properties:
              GroupId: !Ref ApplicationSecurityGroup
              SourceSecurityGroupId: !Ref ApplicationSecurityGroup
              IpProtocol: tcp
              FromPort: 1
              ToPort: 65535
            """
        );
    }

    private static void Write(PublishPlan plan, TemplateSection section, ServicePlan service, List<Permission> permissions)
    {
        var id = service.Id;
        section.Add(
            $"{id}LogGroup",
            null,
            $$"""
            Type: AWS::Logs::LogGroup
            Properties:
              LogGroupName: !Sub /aws/ecs/${AWS::StackName}-{{service.Name}}
              RetentionInDays: !Ref LogRetentionDays
            """
        );
        section.Add(
            $"{id}ExecutionRole",
            "Pulls the image and writes the logs",
            $$"""
            Type: AWS::IAM::Role
            Properties:
              AssumeRolePolicyDocument: {{Assume}}
              ManagedPolicyArns: [!Sub 'arn:${AWS::Partition}:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy']
            """
        );
        var role = section.Add(
            $"{id}Role",
            "What the code may do",
            $$"""
            Type: AWS::IAM::Role
            Properties:
              AssumeRolePolicyDocument: {{Assume}}
            """
        );
        if (permissions.Count > 0)
            role["Properties"]!["Policies"] = new JsonArray(
                new JsonObject
                {
                    ["PolicyName"] = "service",
                    ["PolicyDocument"] = new JsonObject
                    {
                        ["Version"] = "2012-10-17",
                        ["Statement"] = new JsonArray([.. permissions.Select(p => (JsonNode)p.ToNode())]),
                    },
                }
            );
        var task = section.Add(
            $"{id}Task",
            null,
            $$"""
            Type: AWS::ECS::TaskDefinition
            Properties:
              Family: !Sub ${AWS::StackName}-{{service.Name}}
              RequiresCompatibilities: [FARGATE]
              NetworkMode: awsvpc
              Cpu: '256'
              Memory: '512'
              RuntimePlatform:
                CpuArchitecture: {{(plan.Options.Architecture == "arm64" ? "ARM64" : "X86_64")}}
                OperatingSystemFamily: LINUX
              ExecutionRoleArn: !GetAtt {{id}}ExecutionRole.Arn
              TaskRoleArn: !GetAtt {{id}}Role.Arn
              ContainerDefinitions:
                - Name: {{service.Name}}
                  Image: !Ref {{service.ImageParameter}}
                  Essential: true
                  LogConfiguration:
                    LogDriver: awslogs
                    Options:
                      awslogs-group: !Ref {{id}}LogGroup
                      awslogs-region: !Ref AWS::Region
                      awslogs-stream-prefix: {{service.Name}}
            """
        );
        Container(task, service);
        if (service.Binding is not null)
            section.Add(
                $"{id}Name",
                null,
                $$"""
                Type: AWS::ServiceDiscovery::Service
                Properties:
                  Name: {{Names.Label(service.Name)}}
                  NamespaceId: !Ref PrivateNames
                  DnsConfig:
                    RoutingPolicy: MULTIVALUE
                    DnsRecords:
                      - Type: A
                        TTL: 10
                      - Type: SRV
                        TTL: 10
                """
            );
        var body = section.Add(
            $"{id}Service",
            null,
            $$"""
            Type: AWS::ECS::Service
            Properties:
              Cluster: !Ref Cluster
              LaunchType: FARGATE
              DesiredCount: !Ref {{id}}Count
              TaskDefinition: !Ref {{id}}Task
              DeploymentConfiguration:
                DeploymentCircuitBreaker: { Enable: true, Rollback: true }
              NetworkConfiguration:
                AwsvpcConfiguration:
                  AssignPublicIp: DISABLED
                  Subnets: [!Ref PrivateSubnetA, !Ref PrivateSubnetB]
                  SecurityGroups: [!Ref ApplicationSecurityGroup]
            """
        );
        if (service.Binding is not null)
            body["Properties"]!["ServiceRegistries"] = YamlReader.Read(
                $"- RegistryArn: !GetAtt {id}Name.Arn\n  ContainerName: {service.Name}\n  ContainerPort: {service.Port}"
            );
    }

    private static void Container(JsonObject task, ServicePlan service)
    {
        var container = (JsonObject)task["Properties"]!["ContainerDefinitions"]![0]!;
        if (service.Process is ManifestContainer { Entrypoint: { } entrypoint })
            container["EntryPoint"] = new JsonArray(entrypoint);
        if (service.Arguments.Count > 0)
            container["Command"] = Cfn.List(service.Arguments);
        if (service.Binding is not null)
            container["PortMappings"] = new JsonArray(new JsonObject { ["ContainerPort"] = service.Port, ["Protocol"] = "tcp" });
        container["Environment"] = new JsonArray([
            .. service.Variables.Select(v => (JsonNode)new JsonObject { ["Name"] = v.Name, ["Value"] = v.Value.DeepClone() }),
            new JsonObject { ["Name"] = "OTEL_EXPORTER_OTLP_ENDPOINT", ["Value"] = Cfn.Ref("OtlpEndpoint") },
        ]);
    }

    private static void Expose(TemplateDocument document, ServicePlan service)
    {
        var api = $"{service.Id}HttpApi";
        var section = document.Section($"HTTP API of '{service.Name}'");
        HttpApiSection.Api(section, api, service.Name);
        section.Add(
            $"{api}Link",
            null,
            $$"""
            Type: AWS::ApiGatewayV2::VpcLink
            Properties:
              Name: !Sub ${AWS::StackName}-{{service.Name}}
              SubnetIds: [!Ref PrivateSubnetA, !Ref PrivateSubnetB]
              SecurityGroupIds: [!Ref ApplicationSecurityGroup]
            """
        );
        section.Add(
            $"{service.Id}Integration",
            null,
            $$"""
            Type: AWS::ApiGatewayV2::Integration
            Properties:
              ApiId: !Ref {{api}}
              IntegrationType: HTTP_PROXY
              IntegrationMethod: ANY
              IntegrationUri: !GetAtt {{service.Id}}Name.Arn
              ConnectionType: VPC_LINK
              ConnectionId: !Ref {{api}}Link
              PayloadFormatVersion: '1.0'
            """
        );
        section.Add(
            $"{service.Id}Route",
            null,
            $$"""
            Type: AWS::ApiGatewayV2::Route
            Properties:
              ApiId: !Ref {{api}}
              RouteKey: $default
              Target: !Sub integrations/${{{service.Id}}Integration}
            """
        );
        document.Output($"{service.Id}Url", $"Where {service.Name} is reached", Cfn.GetAtt(api, "ApiEndpoint"));
    }

    private const string Assume =
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ecs-tasks.amazonaws.com"},"Action":"sts:AssumeRole"}]}""";
}

using System.Text.Json.Nodes;
using LocalCloud.Publish.Plan;
using LocalCloud.Publish.Template;

namespace LocalCloud.Publish.Sections;

/// <summary>Functions: role, log group, the function, its version, and the alias that everybody calls.</summary>
internal static class FunctionSection
{
    public static void Write(
        PublishPlan plan,
        TemplateDocument document,
        FunctionPlan function,
        IReadOnlyList<Permission> permissions,
        CalledServices called
    )
    {
        var section = document.Section($"Function '{function.Name}' ({function.Project.Path})");
        section.Add(
            $"{function.Id}LogGroup",
            null,
            $$"""
            Type: AWS::Logs::LogGroup
            Properties:
              LogGroupName: !Sub /aws/lambda/${AWS::StackName}-{{function.Name}}
              RetentionInDays: !Ref LogRetentionDays
            """
        );
        Role(section, function, permissions);
        var body = section.Add(
            function.FunctionId,
            null,
            $$"""
            Type: AWS::Lambda::Function
            Properties:
              FunctionName: !Sub ${AWS::StackName}-{{function.Name}}
              Description: {{YamlReader.Quoted($"{function.Project.Name} of {plan.Options.ApplicationName}")}}
              Code: ./{{function.Zip}}
              Runtime: {{function.Facts.Runtime}}
              Handler: {{function.Facts.Handler}}
              Architectures: [{{plan.Options.Architecture}}]
              MemorySize: {{function.Memory}}
              Timeout: {{function.Timeout}}
              Role: !GetAtt {{function.Id}}Role.Arn
              LoggingConfig:
                LogGroup: !Ref {{function.Id}}LogGroup
              TracingConfig:
                Mode: Active
            """
        );
        var properties = (JsonObject)body["Properties"]!;
        var ipv6 = function.InVpc && called.Ipv6.Count > 0;
        if (function.Settings.ReservedConcurrency is { } reserved)
            properties["ReservedConcurrentExecutions"] = reserved;
        if (function.InVpc)
            properties["VpcConfig"] = Network(ipv6);
        var variables = new JsonObject();
        foreach (var variable in function.Variables)
            variables[variable.Name] = variable.Value.DeepClone();
        // Names of AWS's services that have IPv6 addresses (docs: AWS SDKs and Tools, Dual-stack and FIPS endpoints)
        if (ipv6)
            variables.TryAdd("AWS_USE_DUALSTACK_ENDPOINT", "true");
        variables.TryAdd("OTEL_EXPORTER_OTLP_ENDPOINT", Cfn.If("HasOtlpEndpoint", Cfn.Ref("OtlpEndpoint"), Cfn.Ref("AWS::NoValue")));
        variables.TryAdd("OTEL_SERVICE_NAME", function.Name);
        properties["Environment"] = new JsonObject { ["Variables"] = variables };
        var version = new FunctionVersion(section, function, properties.ToJsonString());
        document.Versions.Add(version);
        Alias(section, function, version.Id(package: null));
    }

    private static JsonObject Network(bool ipv6)
    {
        var network = new JsonObject
        {
            ["SubnetIds"] = Cfn.List(Cfn.Ref("PrivateSubnetA"), Cfn.Ref("PrivateSubnetB")),
            ["SecurityGroupIds"] = Cfn.List(Cfn.Ref("ApplicationSecurityGroup")),
        };
        if (ipv6)
            network["Ipv6AllowedForDualStack"] = true;
        return network;
    }

    private static void Role(TemplateSection section, FunctionPlan function, IReadOnlyList<Permission> permissions)
    {
        var body = section.Add(
            $"{function.Id}Role",
            null,
            $$"""
            Type: AWS::IAM::Role
            Properties:
              AssumeRolePolicyDocument:
                Version: '2012-10-17'
                Statement:
                  - Effect: Allow
                    Principal: { Service: lambda.amazonaws.com }
                    Action: sts:AssumeRole
              Policies:
                - PolicyName: function
                  PolicyDocument:
                    Version: '2012-10-17'
                    Statement:
                      - Effect: Allow
                        Action: [logs:CreateLogStream, logs:PutLogEvents]
                        Resource: !GetAtt {{function.Id}}LogGroup.Arn
                      - Effect: Allow
                        Action: [xray:PutTraceSegments, xray:PutTelemetryRecords]
                        Resource: '*'
            """
        );
        var statements = (JsonArray)body["Properties"]!["Policies"]![0]!["PolicyDocument"]!["Statement"]!;
        foreach (var statement in function.InVpc ? Interfaces(function) : [])
            statements.Add(statement);
        foreach (var permission in permissions)
            statements.Add((JsonNode)permission.ToNode());
    }

    // Lambda makes the network interfaces with the function's role, in the forms that its guide names ("Giving Lambda functions access to
    // resources in an Amazon VPC"); the code itself is to make none.
    private static IEnumerable<JsonNode> Interfaces(FunctionPlan function) =>
        YamlReader
            .Read(
                $$"""
                - Effect: Allow
                  Action: [ec2:CreateNetworkInterface, ec2:DeleteNetworkInterface, ec2:AssignPrivateIpAddresses, ec2:UnassignPrivateIpAddresses]
                  Resource: !Sub arn:${AWS::Partition}:ec2:${AWS::Region}:${AWS::AccountId}:*/*
                - Effect: Allow
                  Action: [ec2:DescribeNetworkInterfaces, ec2:DescribeSubnets]
                  Resource: '*'
                - Effect: Deny
                  Action:
                    - ec2:CreateNetworkInterface
                    - ec2:DeleteNetworkInterface
                    - ec2:DescribeNetworkInterfaces
                    - ec2:DescribeSubnets
                    - ec2:AssignPrivateIpAddresses
                    - ec2:UnassignPrivateIpAddresses
                  Resource: '*'
                  Condition:
                    ArnEquals:
                      lambda:SourceFunctionArn: !Sub arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:${AWS::StackName}-{{function.Name}}
                """
            )
            .AsArray()
            .Select(statement => statement!.DeepClone());

    // Another description for each value that is given at deployment makes CloudFormation publish again
    private static void Alias(TemplateSection section, FunctionPlan function, string version)
    {
        section.Add(
            version,
            "Its id changes with code and configuration, so that each gets a version of its own",
            $$"""
            Type: AWS::Lambda::Version
            Properties:
              FunctionName: !Ref {{function.FunctionId}}
              Description: !If [HasOtlpEndpoint, !Sub 'OpenTelemetry to ${OtlpEndpoint}', !Ref AWS::NoValue]
            """
        );
        var alias = section.Add(
            function.InvokeId,
            null,
            $$"""
            Type: AWS::Lambda::Alias
            Properties:
              FunctionName: !Ref {{function.FunctionId}}
              Name: {{YamlReader.Quoted(function.Alias)}}
              FunctionVersion: !GetAtt {{version}}.Version
            """
        );
        if (function.Settings.ProvisionedConcurrency is > 0 and var provisioned)
            alias["Properties"]!["ProvisionedConcurrencyConfig"] = new JsonObject { ["ProvisionedConcurrentExecutions"] = provisioned };
    }
}

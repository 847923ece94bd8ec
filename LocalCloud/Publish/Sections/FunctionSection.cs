using System.Text.Json.Nodes;
using LocalCloud.Publish.Plan;
using LocalCloud.Publish.Template;

namespace LocalCloud.Publish.Sections;

/// <summary>Functions: role, log group, the function, and version and alias where it has them.</summary>
static class FunctionSection
{
    public static void Write(PublishPlan plan, TemplateDocument document, FunctionPlan function, IReadOnlyList<Permission> permissions, string codeHash)
    {
        var section = document.Section($"Function '{function.Name}' ({function.Project.Path})");
        section.Add($"{function.Id}LogGroup", null, $$"""
            Type: AWS::Logs::LogGroup
            Properties:
              LogGroupName: !Sub /aws/lambda/${AWS::StackName}-{{function.Name}}
              RetentionInDays: !Ref LogRetentionDays
            """);
        Role(section, function, permissions);
        var body = section.Add(function.FunctionId, null, $$"""
            Type: AWS::Lambda::Function
            Properties:
              FunctionName: !Sub ${AWS::StackName}-{{function.Name}}
              Description: {{YamlReader.Quoted($"{function.Project.Name} of {plan.Options.ApplicationName}")}}
              Code: ./{{function.Zip}}
              Runtime: provided.al2023
              Handler: bootstrap
              Architectures: [{{plan.Options.Architecture}}]
              MemorySize: {{function.Memory}}
              Timeout: {{function.Timeout}}
              Role: !GetAtt {{function.Id}}Role.Arn
              LoggingConfig:
                LogGroup: !Ref {{function.Id}}LogGroup
              TracingConfig:
                Mode: Active
            """);
        var properties = (JsonObject)body["Properties"]!;
        if (function.Settings.ReservedConcurrency is { } reserved) properties["ReservedConcurrentExecutions"] = reserved;
        if (function.InVpc)
            properties["VpcConfig"] = new JsonObject
            {
                ["SubnetIds"] = Cfn.List(Cfn.Ref("PrivateSubnetA"), Cfn.Ref("PrivateSubnetB")),
                ["SecurityGroupIds"] = Cfn.List(Cfn.Ref("ApplicationSecurityGroup")),
            };
        var variables = new JsonObject();
        foreach (var variable in function.Variables) variables[variable.Name] = variable.Value.DeepClone();
        variables.TryAdd("OTEL_EXPORTER_OTLP_ENDPOINT", Cfn.If("HasOtlpEndpoint", Cfn.Ref("OtlpEndpoint"), Cfn.Ref("AWS::NoValue")));
        variables.TryAdd("OTEL_SERVICE_NAME", function.Name);
        properties["Environment"] = new JsonObject { ["Variables"] = variables };
        if (function.Alias is not null) Alias(section, function, codeHash);
    }

    static void Role(TemplateSection section, FunctionPlan function, IReadOnlyList<Permission> permissions)
    {
        var body = section.Add($"{function.Id}Role", null, $$"""
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
            """);
        var statements = (JsonArray)body["Properties"]!["Policies"]![0]!["PolicyDocument"]!["Statement"]!;
        // Network interfaces have no names before they are made, so that AWS takes these for all or not at all
        if (function.InVpc)
            statements.Add(YamlReader.Read("""
                Effect: Allow
                Action: [ec2:CreateNetworkInterface, ec2:DescribeNetworkInterfaces, ec2:DescribeSubnets, ec2:DeleteNetworkInterface, ec2:AssignPrivateIpAddresses, ec2:UnassignPrivateIpAddresses]
                Resource: '*'
                """));
        foreach (var permission in permissions) statements.Add((JsonNode)permission.ToNode());
    }

    // A version is what the code was when it was published: another id for each code and configuration makes CloudFormation publish again
    static void Alias(TemplateSection section, FunctionPlan function, string codeHash)
    {
        var version = $"{function.Id}Version{codeHash}";
        section.Add(version, "Its id changes with code and configuration, so that each gets a version of its own", $$"""
            Type: AWS::Lambda::Version
            Properties:
              FunctionName: !Ref {{function.FunctionId}}
            """);
        var alias = section.Add($"{function.Id}Alias", null, $$"""
            Type: AWS::Lambda::Alias
            Properties:
              FunctionName: !Ref {{function.FunctionId}}
              Name: {{YamlReader.Quoted(function.Alias!)}}
              FunctionVersion: !GetAtt {{version}}.Version
            """);
        if (function.Settings.ProvisionedConcurrency is > 0 and var provisioned)
            alias["Properties"]!["ProvisionedConcurrencyConfig"] = new JsonObject { ["ProvisionedConcurrentExecutions"] = provisioned };
    }
}

using LocalCloud.Publish.Plan;
using LocalCloud.Publish.Template;

namespace LocalCloud.Publish.Sections;

/// <summary>An HTTP API for each project that is reached from outside; its route groups lead to functions of their own.</summary>
internal static class HttpApiSection
{
    public static void Write(PublishPlan plan, TemplateDocument document)
    {
        foreach (var project in plan.Functions.Where(f => f.IsHttp).Select(f => f.Project).Distinct())
        {
            var id = $"{Names.Id(project.Name)}HttpApi";
            var section = document.Section($"HTTP API of '{project.Name}'");
            Api(section, id, project.Name);
            foreach (var function in plan.Functions.Where(f => f.Project == project && f.IsHttp))
                Function(section, id, function);
            document.Output($"{Names.Id(project.Name)}Url", $"Where {project.Name} is reached", Cfn.GetAtt(id, "ApiEndpoint"));
        }
    }

    public static void Api(TemplateSection section, string id, string name)
    {
        section.Add(
            id,
            null,
            $$"""
            Type: AWS::ApiGatewayV2::Api
            Properties:
              Name: !Sub ${AWS::StackName}-{{name}}
              ProtocolType: HTTP
            """
        );
        section.Add(
            $"{id}LogGroup",
            null,
            $$"""
            Type: AWS::Logs::LogGroup
            Properties:
              LogGroupName: !Sub /aws/http-api/${AWS::StackName}-{{name}}
              RetentionInDays: !Ref LogRetentionDays
            """
        );
        section.Add(
            $"{id}Stage",
            null,
            $$"""
            Type: AWS::ApiGatewayV2::Stage
            Properties:
              ApiId: !Ref {{id}}
              StageName: $default
              AutoDeploy: true
              DefaultRouteSettings:
                ThrottlingBurstLimit: !Ref ApiBurstLimit
                ThrottlingRateLimit: !Ref ApiRateLimit
                DetailedMetricsEnabled: true
              AccessLogSettings:
                DestinationArn: !GetAtt {{id}}LogGroup.Arn
                Format: '{"requestId":"$context.requestId","ip":"$context.identity.sourceIp","route":"$context.routeKey","status":"$context.status","latency":"$context.responseLatency","error":"$context.integrationErrorMessage"}'
            """
        );
    }

    private static void Function(TemplateSection section, string api, FunctionPlan function)
    {
        section.Add(
            $"{function.Id}Integration",
            null,
            $$"""
            Type: AWS::ApiGatewayV2::Integration
            Properties:
              ApiId: !Ref {{api}}
              IntegrationType: AWS_PROXY
              IntegrationUri: !Ref {{function.InvokeId}}
              PayloadFormatVersion: '2.0'
              TimeoutInMillis: {{Math.Min(30, function.Timeout) * 1000}}
            """
        );
        List<string> routes = [.. function.Settings.Routes.Select(Key), .. function.ServesHttp ? ["$default"] : Array.Empty<string>()];
        foreach (var (index, route) in routes.Index())
            section.Add(
                $"{function.Id}Route{(index == 0 ? "" : index + 1)}",
                null,
                $$"""
                Type: AWS::ApiGatewayV2::Route
                Properties:
                  ApiId: !Ref {{api}}
                  RouteKey: {{YamlReader.Quoted(route)}}
                  Target: !Sub integrations/${{{function.Id}}Integration}
                """
            );
        section.Add(
            $"{function.Id}Permission",
            null,
            $$"""
            Type: AWS::Lambda::Permission
            Properties:
              Action: lambda:InvokeFunction
              FunctionName: !Ref {{function.InvokeId}}
              Principal: apigateway.amazonaws.com
              SourceArn: !Sub arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${{{api}}}/*
            """
        );
    }

    // A path alone is meant for every method
    private static string Key(string route) => route.StartsWith('/') ? $"ANY {route}" : route;
}

using System.Text.Json;

namespace LocalCloud.Aws.Tests.CloudFormation;

public sealed class ApiStackTests : CloudFormationTest
{
    private const string Template = """
        Parameters:
          Color: { Type: String, Default: red }
        Resources:
          Jobs: { Type: AWS::SQS::Queue }
          Api:
            Type: AWS::ApiGatewayV2::Api
            Properties: { Name: shop, ProtocolType: HTTP, CorsConfiguration: { AllowOrigins: ["*"], AllowMethods: [GET] },
              Tags: { Team: a } }
          Send:
            Type: AWS::ApiGatewayV2::Integration
            Properties:
              ApiId: !Ref Api
              IntegrationType: AWS_PROXY
              IntegrationSubtype: SQS-SendMessage
              PayloadFormatVersion: "1.0"
              CredentialsArn: arn:aws:iam::123456789012:role/api
              RequestParameters: { QueueUrl: !Ref Jobs, MessageBody: $request.body }
              ResponseParameters: { "200": { ResponseParameters: [{ Destination: "append:header.x-color",
                Source: "$stageVariables.Color" }] } }
          Route:
            Type: AWS::ApiGatewayV2::Route
            Properties: { ApiId: !Ref Api, RouteKey: POST /jobs, Target: !Sub "integrations/${Send}" }
          Stage:
            Type: AWS::ApiGatewayV2::Stage
            Properties: { ApiId: !Ref Api, StageName: $default, AutoDeploy: true, StageVariables: { Color: !Ref Color } }
          Fixed:
            Type: AWS::ApiGatewayV2::Stage
            Properties: { ApiId: !Ref Api, StageName: fixed, DeploymentId: !Ref Deployment,
              RouteSettings: { POST /jobs: { ThrottlingRateLimit: 2.5 } } }
            DependsOn: Route
          Deployment:
            Type: AWS::ApiGatewayV2::Deployment
            DependsOn: Route
            Properties: { ApiId: !Ref Api }
          Users:
            Type: AWS::ApiGatewayV2::Authorizer
            Properties: { ApiId: !Ref Api, Name: users, AuthorizerType: JWT, IdentitySource: [$request.header.Authorization],
              JwtConfiguration: { Issuer: "https://id.test", Audience: [a] } }
          Domain:
            Type: AWS::ApiGatewayV2::DomainName
            Properties: { DomainName: stack.shop.test,
              DomainNameConfigurations: [{ CertificateArn: "arn:aws:acm:eu-west-1:123456789012:certificate/1" }] }
          Mapping:
            Type: AWS::ApiGatewayV2::ApiMapping
            Properties: { ApiId: !Ref Api, DomainName: !Ref Domain, Stage: !Ref Stage }
          Link:
            Type: AWS::ApiGatewayV2::VpcLink
            Properties: { Name: l, SubnetIds: [subnet-1] }
        Outputs:
          Endpoint: { Value: !GetAtt Api.ApiEndpoint }
          Id: { Value: !Ref Api }
          Target: { Value: !GetAtt Domain.RegionalDomainName }
        """;

    [Fact]
    public async Task An_API_with_all_its_parts_is_made_changed_and_deleted_by_a_stack()
    {
        var stack = await CreateAsync("s", Template);
        Assert.Equal("CREATE_COMPLETE", Status(stack));
        var api = Output(stack, "Id");
        Assert.EndsWith(api, Output(stack, "Endpoint"), StringComparison.Ordinal);
        Assert.Equal((200, "red"), await SendAsync($"/_localcloud/execute-api/{api}/jobs"));
        Assert.Equal((200, "red"), await SendAsync("http://stack.shop.test/jobs"));
        Assert.Equal(200, (await SendAsync($"/_localcloud/execute-api/{api}/fixed/jobs")).Status);

        Assert.Equal(
            "UPDATE_COMPLETE",
            Status(
                await UpdateAsync(
                    "s",
                    Template
                        .Replace("Default: red", "Default: blue", StringComparison.Ordinal)
                        .Replace("POST /jobs, Target", "POST /work, Target", StringComparison.Ordinal)
                        .Replace("POST /jobs: {", "POST /work: {", StringComparison.Ordinal)
                )
            )
        );
        Assert.Equal((200, "blue"), await SendAsync($"/_localcloud/execute-api/{api}/work"));
        await CallAsync("DeleteStack", ("StackName", "s"));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while ((await GetAsync(api)).Error is null)
            patience.Token.ThrowIfCancellationRequested();
    }

    [Fact]
    public async Task A_body_is_imported()
    {
        var stack = await CreateAsync(
            "s",
            """
            Resources:
              Jobs: { Type: AWS::SQS::Queue }
              Api:
                Type: AWS::ApiGatewayV2::Api
                Properties:
                  Body:
                    openapi: 3.0.1
                    info: { title: !Ref AWS::StackName, version: "1.0" }
                    paths:
                      /jobs:
                        post:
                          x-amazon-apigateway-integration:
                            type: AWS_PROXY
                            subtype: SQS-SendMessage
                            payloadFormatVersion: "1.0"
                            credentials: arn:aws:iam::123456789012:role/api
                            requestParameters: { QueueUrl: !Ref Jobs, MessageBody: $request.body }
              Stage:
                Type: AWS::ApiGatewayV2::Stage
                Properties: { ApiId: !Ref Api, StageName: $default, AutoDeploy: true }
            Outputs:
              Id: { Value: !Ref Api }
            """
        );
        Assert.Equal("CREATE_COMPLETE", Status(stack));
        Assert.Equal(200, (await SendAsync($"/_localcloud/execute-api/{Output(stack, "Id")}/jobs")).Status);
    }

    private async Task<(int Status, string? Color)> SendAsync(string address)
    {
        using var content = new StringContent("job");
        using var response = await Http.PostAsync(address, content);
        return ((int)response.StatusCode, response.Headers.TryGetValues("x-color", out var values) ? values.Single() : null);
    }

    private async Task<Result<JsonElement>> GetAsync(string api)
    {
        using var input = JsonDocument.Parse($$"""{"apiId":"{{api}}"}""");
        return await Host.InvokeAsync(
            new(Account, Region),
            "apigateway",
            "GetApi",
            input.RootElement,
            TestContext.Current.CancellationToken
        );
    }
}

using System.Net.Http.Json;
using System.Text.Json;
using LocalCloud.Aws;
using LocalCloud.Deploy;
using Microsoft.AspNetCore.Builder;

namespace Cost.Tests.OnLocalCloud;

/// <summary>A local cloud with a deployed shop: two functions, one behind an HTTP API that sends messages, real Node processes.</summary>
public abstract class Shop : IAsyncLifetime
{
    private const string Template = """
        Resources:
          Role:
            Type: AWS::IAM::Role
            Properties:
              AssumeRolePolicyDocument:
                Version: '2012-10-17'
                Statement: [{ Effect: Allow, Principal: { Service: lambda.amazonaws.com }, Action: sts:AssumeRole }]
              ManagedPolicyArns: [arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]
          Key: { Type: AWS::SecretsManager::Secret, Properties: { GenerateSecretString: {} } }
          Orders:
            Type: AWS::Lambda::Function
            Properties:
              FunctionName: !Sub ${AWS::StackName}-orders
              Runtime: nodejs20.x
              Handler: index.handler
              MemorySize: 1024
              Timeout: 29
              EphemeralStorage: { Size: 1024 }
              Role: !GetAtt Role.Arn
              Code: { ZipFile: "exports.handler = async () => ({ statusCode: 200, body: 'ok' });" }
          Reports:
            Type: AWS::Lambda::Function
            Properties:
              FunctionName: !Sub ${AWS::StackName}-reports
              Runtime: nodejs20.x
              Handler: index.handler
              LoggingConfig: { LogFormat: JSON }
              Role: !GetAtt Role.Arn
              Code: { ZipFile: "exports.handler = async event => { if (event.fail) throw new Error('told to'); return 1; };" }
          Api: { Type: AWS::ApiGatewayV2::Api, Properties: { Name: shop, ProtocolType: HTTP } }
          Integration:
            Type: AWS::ApiGatewayV2::Integration
            Properties:
              ApiId: !Ref Api
              IntegrationType: AWS_PROXY
              IntegrationUri: !GetAtt Orders.Arn
              PayloadFormatVersion: '2.0'
          Route:
            Type: AWS::ApiGatewayV2::Route
            Properties: { ApiId: !Ref Api, RouteKey: POST /orders, Target: !Sub 'integrations/${Integration}' }
          Stage: { Type: AWS::ApiGatewayV2::Stage, Properties: { ApiId: !Ref Api, StageName: $default, AutoDeploy: true } }
          Permission:
            Type: AWS::Lambda::Permission
            Properties: { FunctionName: !Ref Orders, Action: lambda:InvokeFunction, Principal: apigateway.amazonaws.com }
        Outputs:
          Url: { Value: !GetAtt Api.ApiEndpoint }
        """;

    private readonly WebApplication _emulator = Emulator.Build(new Options { DataDirectory = null, Port = 0 });
    private readonly HttpClient _http = new();
    private string _url = "";

    protected Uri Endpoint => new(_emulator.Urls.First());

    protected string Folder { get; } = Directory.CreateTempSubdirectory("shop-").FullName;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _emulator.StartAsync();
        await File.WriteAllTextAsync(Path.Combine(Folder, "template.yaml"), Template);
        await File.WriteAllTextAsync(
            Path.Combine(Folder, "summary.json"),
            """{"stack":"shop","functions":[{"logicalId":"Orders","build":"native AOT"}]}"""
        );
        var display = new Display();
        var request = new DeployRequest
        {
            Path = Folder,
            Target = new(Endpoint),
            Yes = true,
            Capabilities = ["CAPABILITY_IAM"],
        };
        Assert.Equal(0, await Deployment.RunAsync(request, display, TimeProvider.System, Cancellation));
        _url = display.Result["Url"];
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _emulator.StopAsync(CancellationToken.None);
        await _emulator.DisposeAsync();
        _http.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    protected async Task OrderAsync(int times)
    {
        for (var i = 0; i < times; i++)
            (await _http.PostAsJsonAsync($"{_url}/orders", new { }, Cancellation)).EnsureSuccessStatusCode();
    }

    protected async Task ReportAsync(object payload)
    {
        using var http = new HttpClient { BaseAddress = Endpoint };
        using var answer = await new AwsCaller(http, "test", "us-east-1").RestAsync(
            "lambda",
            "POST",
            "/2015-03-31/functions/shop-reports/invocations",
            JsonSerializer.Serialize(payload)
        );
        answer.EnsureSuccessStatusCode();
    }
}

namespace Publish.Tests;

/// <summary>Manifests that somebody else's AppHost wrote.</summary>
public sealed class ForeignManifestTests : IDisposable
{
    private readonly Publishing _publishing = new();

    public void Dispose() => _publishing.Dispose();

    [Theory]
    [InlineData("docker.io/library/mysql:9.1", "RDS for MySQL")]
    [InlineData("mcr.microsoft.com/mssql/server:2022-latest", "RDS for SQL Server")]
    [InlineData("docker.io/library/rabbitmq:4.0-management", "Amazon MQ")]
    [InlineData("docker.io/confluentinc/confluent-local:7.8.0", "Amazon MSK")]
    [InlineData("docker.io/library/mongo:8.0", "DocumentDB")]
    [InlineData("quay.io/keycloak/keycloak:26.0", "Cognito")]
    public async Task A_server_without_a_mapping_is_refused_with_the_service_to_use(string image, string service)
    {
        var result = await _publishing.OfAsync($$""" "server":{"type":"container.v0","image":"{{image}}"} """);
        Assert.Equal(1, result.ExitCode);
        var refusal = Assert.Single(result.Refusals);
        Assert.Equal("server", refusal.Resource);
        Assert.Contains(service, refusal.WayOut);
        Assert.False(Directory.Exists(_publishing.Output));
    }

    [Fact]
    public async Task Everything_that_is_refused_is_said_at_once()
    {
        var result = await _publishing.OfAsync(
            """
            "node":{"type":"executable.v0","command":"node","workingDirectory":"web"},
            "bicep":{"type":"azure.bicep.v0","path":"x.bicep"},
            "side":{"type":"dapr.v0","dapr":{"application":"a","appId":"b","components":[]}},
            "odd":{"type":"acme.robot.v1"},
            "files":{"type":"container.v0","image":"nginx:1","bindMounts":[{"source":"www","target":"/www","readOnly":true}]},
            "state":{"type":"container.v0","image":"acme/store:1","volumes":[{"name":"v","target":"/data","readOnly":false}]},
            "web":{"type":"project.v0","path":"Web/Web.csproj"}
            """,
            o => o with { Build = true }
        );
        Assert.Equal(1, result.ExitCode);
        Assert.Equal(["bicep", "files", "node", "odd", "side", "state", "web"], result.Refusals.Select(r => r.Resource).Order());
        Assert.All(result.Refusals, r => Assert.False(string.IsNullOrWhiteSpace(r.WayOut)));
        Assert.False(Directory.Exists(_publishing.Output));
    }

    [Fact]
    public async Task A_Dockerfile_becomes_a_Fargate_service_and_its_neighbours_find_it()
    {
        var result = await _publishing.OfAsync(
            """
            "python":{"type":"container.v1","build":{"context":"py","dockerfile":"py/Dockerfile"},
            "bindings":{"http":{"scheme":"http","protocol":"tcp","transport":"http","targetPort":8000}}},
            "go":{"type":"dockerfile.v0","path":"go/Dockerfile","context":"go","env":{"PYTHON":"{python.bindings.http.url}"},
            "bindings":{"http":{"scheme":"http","protocol":"tcp","transport":"http","targetPort":3000,"external":true}}}
            """
        );
        Assert.Empty(result.Refusals);
        var task = _publishing.Resource("GoTask")["Properties"]!["ContainerDefinitions"]![0]!;
        Assert.Equal("http://python.${AWS::StackName}.internal:8000", task["Environment"]![0]!["Value"]!["Fn::Sub"]!.ToString());
        Assert.Equal(
            "PythonImage",
            _publishing.Resource("PythonTask")["Properties"]!["ContainerDefinitions"]![0]!["Image"]!["Ref"]!.ToString()
        );
        Assert.NotNull(_publishing.Template["Parameters"]!["GoImage"]);
        Assert.Equal("VPC_LINK", _publishing.Resource("GoIntegration")["Properties"]!["ConnectionType"]!.ToString());
        Assert.NotNull(_publishing.Template["Outputs"]!["GoUrl"]);
    }

    [Fact]
    public async Task A_worker_without_a_trigger_becomes_a_Fargate_service_said_by_name()
    {
        var folder = _publishing.Scratch("Worker");
        await File.WriteAllTextAsync(
            Path.Combine(folder, "Worker.csproj"),
            """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>""",
            TestContext.Current.CancellationToken
        );
        var result = await _publishing.OfAsync(""" "worker":{"type":"project.v0","path":"Worker/Worker.csproj"} """);
        Assert.Empty(result.Refusals);
        Assert.Contains(result.Summary!.Warnings, w => w.Contains("worker becomes an ECS Fargate service", StringComparison.Ordinal));
        Assert.NotNull(_publishing.Resource("WorkerService"));
    }

    [Fact]
    public async Task PublishAsLambda_says_more_than_the_project()
    {
        var result = await _publishing.OfAsync(
            """
            "web":{"type":"project.v0","path":"Web.csproj",
            "bindings":{"https":{"scheme":"https","protocol":"tcp","transport":"http","external":true}}},
            "web-lambda":{"type":"aws.lambda.function.v0","project":"web","function":"default","memory":256,"schedule":"rate(1 hour)"},
            "web-pay-lambda":{"type":"aws.lambda.function.v0","project":"web","function":"pay","routes":["POST /pay"],
            "provisionedConcurrency":2}
            """
        );
        Assert.Empty(result.Refusals);
        Assert.Equal(256, (long)_publishing.Resource("WebFunction")["Properties"]!["MemorySize"]!);
        Assert.Equal("rate(1 hour)", _publishing.Resource("WebSchedule")["Properties"]!["ScheduleExpression"]!.ToString());
        Assert.Equal("POST /pay", _publishing.Resource("PayRoute")["Properties"]!["RouteKey"]!.ToString());
        Assert.Equal("live", _publishing.Resource("PayAlias")["Properties"]!["Name"]!.ToString());
        Assert.Null(_publishing.Resource("WebFunction")["Properties"]!["VpcConfig"]);
    }

    [Fact]
    public async Task A_setting_that_is_none_is_refused()
    {
        var result = await _publishing.OfAsync(
            """
            "web":{"type":"project.v0","path":"Web.csproj",
            "bindings":{"https":{"scheme":"https","protocol":"tcp","transport":"http","external":true}}},
            "a":{"type":"aws.lambda.function.v0","project":"web","function":"a","memory":12,"schedule":"whenever","alias":"1",
            "routes":["stripe"]},
            "b":{"type":"aws.lambda.function.v0","project":"web","function":"b","colour":"red"},
            "c":{"type":"aws.lambda.function.v0","project":"web","function":"c","queues":["AWS:Resources:Nothing"]},
            "d":{"type":"aws.lambda.function.v0","project":"nobody"}
            """
        );
        Assert.Equal(["a", "b", "d", "web"], result.Refusals.Select(r => r.Resource).Order());
        foreach (var fault in (string[])["Memory", "Schedule", "Alias", "a route is"])
            Assert.Contains(fault, result.Refusals.Single(r => r.Resource == "a").Reason);
    }

    [Fact]
    public async Task Emulators_of_AWS_and_what_leads_to_them_are_left_out()
    {
        var result = await _publishing.OfAsync(
            """
            "aws":{"type":"container.v0","image":"docker.io/localstack/localstack:4",
            "bindings":{"http":{"scheme":"http","protocol":"tcp","transport":"http","targetPort":4566}}},
            "web":{"type":"project.v0","path":"Web.csproj",
            "env":{"AWS_ENDPOINT_URL":"{aws.bindings.http.url}","LocalStack__UseLocalStack":"true",
            "MY_AWS":"{aws.bindings.http.url}","KEPT":"1"},
              "bindings":{"https":{"scheme":"https","protocol":"tcp","transport":"http","external":true}}}
            """
        );
        Assert.Empty(result.Refusals);
        Assert.Equal(
            ["KEPT", "OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_SERVICE_NAME"],
            _publishing.Resource("WebFunction")["Properties"]!["Environment"]!["Variables"]!.AsObject().Select(v => v.Key)
        );
    }

    [Fact]
    public async Task A_password_that_stands_in_the_manifest_is_refused()
    {
        var result = await _publishing.OfAsync(
            """ "db":{"type":"container.v0","image":"postgres:17","env":{"POSTGRES_PASSWORD":"hunter2"}} """
        );
        Assert.Equal("db", Assert.Single(result.Refusals).Resource);
        Assert.DoesNotContain("hunter2", result.Refusals[0].ToString());
    }

    [Fact]
    public async Task A_stack_that_is_there_already_gives_its_outputs_by_parameters()
    {
        var result = await _publishing.OfAsync(
            """
            "shared":{"type":"aws.cloudformation.stack.v0","stack-name":"shared"},
            "web":{"type":"project.v0","path":"Web.csproj","env":{"TOPIC":"{shared.outputs.TopicArn}"},"bindings":{"https":{"scheme":"https","protocol":"tcp","transport":"http","external":true}}}
            """
        );
        Assert.Empty(result.Refusals);
        Assert.NotNull(_publishing.Template["Parameters"]!["SharedTopicArn"]);
    }

    [Fact]
    public async Task Two_resources_of_one_logical_id_are_refused()
    {
        await File.WriteAllTextAsync(
            Path.Combine(_publishing.Scratch("infra"), "t.yaml"),
            "Resources:\n  WebFunction:\n    Type: AWS::SQS::Queue\n",
            TestContext.Current.CancellationToken
        );
        var result = await _publishing.OfAsync(
            """
            "infra":{"type":"aws.cloudformation.template.v0","stack-name":"infra","template-path":"infra/t.yaml"},
            "web":{"type":"project.v0","path":"Web.csproj","bindings":{"https":{"scheme":"https","protocol":"tcp","transport":"http","external":true}}}
            """
        );
        Assert.Contains(result.Refusals, r => r.Resource == "WebFunction");
    }

    [Fact]
    public async Task A_template_that_CloudFormation_would_refuse_is_refused_by_property()
    {
        await File.WriteAllTextAsync(
            Path.Combine(_publishing.Scratch("infra"), "t.yaml"),
            """
            Resources:
              Jobs:
                Type: AWS::SQS::Queue
                Properties:
                  VisibiltyTimeout: 30
                  DelaySeconds: soon
              Table:
                Type: AWS::DynamoDB::Table
                Properties:
                  TableName: !Ref Nobody
              Every:
                Type: AWS::Events::Rule
                Properties:
                  State: !If [Never, ENABLED, ON]
            Outputs:
              Address:
                Value: !GetAtt Jobs.Address
            """,
            TestContext.Current.CancellationToken
        );
        var result = await _publishing.OfAsync(
            """ "infra":{"type":"aws.cloudformation.template.v0","stack-name":"infra","template-path":"infra/t.yaml"} """
        );
        Assert.Equal(1, result.ExitCode);
        foreach (
            var fault in (string[])
                [
                    "property VisibiltyTimeout",
                    "DelaySeconds must be a whole number",
                    "KeySchema is required",
                    "refers to Nobody",
                    "no attribute Address",
                    "State must be DISABLED or ENABLED",
                    "no condition Never",
                ]
        )
            Assert.Contains(result.Refusals, r => r.Reason.Contains(fault, StringComparison.Ordinal));
    }
}

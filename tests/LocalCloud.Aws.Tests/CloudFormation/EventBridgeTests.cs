using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace LocalCloud.Aws.Tests.CloudFormation;

public sealed class EventBridgeTests : CloudFormationTest
{
    private const string Template = """
        Parameters:
          Days: { Type: Number, Default: 7 }
        Resources:
          Bus:
            Type: AWS::Events::EventBus
            Properties: { Name: shop, Description: the shop's, LogConfig: { Level: INFO, IncludeDetail: FULL } }
          Archive:
            Type: AWS::Events::Archive
            Properties:
              SourceArn: !GetAtt Bus.Arn
              RetentionDays: !Ref Days
              EventPattern: { source: [ orders ] }
          Policy:
            Type: AWS::Events::EventBusPolicy
            Properties: { EventBusName: !Ref Bus, StatementId: them, Action: "events:PutEvents", Principal: "111122223333" }
          Statement:
            Type: AWS::Events::EventBusPolicy
            DependsOn: Policy
            Properties:
              EventBusName: !Ref Bus
              StatementId: all
              Statement: { Effect: Allow, Principal: "*", Action: "events:PutEvents", Resource: !GetAtt Bus.Arn }
          Connection:
            Type: AWS::Events::Connection
            Properties:
              AuthorizationType: API_KEY
              AuthParameters: { ApiKeyAuthParameters: { ApiKeyName: x-key, ApiKeyValue: secret } }
          Destination:
            Type: AWS::Events::ApiDestination
            Properties:
              Name: hook
              ConnectionArn: !GetAtt Connection.Arn
              InvocationEndpoint: https://example.com/*
              HttpMethod: POST
              InvocationRateLimitPerSecond: 10
          Rule:
            Type: AWS::Events::Rule
            Properties:
              EventBusName: !Ref Bus
              EventPattern: { source: [ orders ] }
              Targets:
                - Id: hook
                  Arn: !GetAtt Destination.Arn
                  RoleArn: arn:aws:iam::123456789012:role/events
                  HttpParameters: { PathParameterValues: [ $.detail.id ], HeaderParameters: { x-a: b } }
        Outputs:
          Archive: { Value: !Ref Archive }
          ArchiveArn: { Value: !GetAtt Archive.Arn }
          Destination: { Value: !GetAtt Destination.Arn }
          Secret: { Value: !GetAtt Connection.SecretArn }
          Policy: { Value: !Ref Policy }
        """;

    [Fact]
    public async Task Everything_of_EventBridge_can_be_in_a_stack()
    {
        var stack = await CreateAsync("s", Template);

        Assert.Equal("CREATE_COMPLETE", Status(stack));
        Assert.Equal($"arn:aws:events:{Region}:{Account}:archive/{Output(stack, "Archive")}", Output(stack, "ArchiveArn"));
        Assert.StartsWith($"arn:aws:secretsmanager:{Region}:{Account}:secret:events!connection/", Output(stack, "Secret"));
        Assert.Equal("shop|them", Output(stack, "Policy"));
        var bus = await BridgeAsync("DescribeEventBus", """{"Name":"shop"}""");
        Assert.Equal("INFO", (string?)bus["LogConfig"]!["Level"]);
        Assert.Equal(["them", "all"], JsonNode.Parse((string)bus["Policy"]!)!["Statement"]!.AsArray().Select(s => (string?)s!["Sid"]));
        var archive = await BridgeAsync("DescribeArchive", $$"""{"ArchiveName":"{{Output(stack, "Archive")}}"}""");
        Assert.Equal((7, """{"source":["orders"]}"""), ((int)archive["RetentionDays"]!, (string?)archive["EventPattern"]));
        Assert.Equal(
            Output(stack, "Destination"),
            (string?)(await BridgeAsync("DescribeApiDestination", """{"Name":"hook"}"""))["ApiDestinationArn"]
        );
    }

    [Fact]
    public async Task It_is_changed_and_deleted_with_its_stack()
    {
        var archive = Output(await CreateAsync("s", Template), "Archive");

        var updated = await UpdateAsync(
            "s",
            Template
                .Replace("      EventPattern: { source: [ orders ] }\n  Policy", "  Policy")
                .Replace("HttpMethod: POST", "HttpMethod: PUT"),
            ("Parameters.member.1.ParameterKey", "Days"),
            ("Parameters.member.1.ParameterValue", "3")
        );

        Assert.Equal("UPDATE_COMPLETE", Status(updated));
        var described = await BridgeAsync("DescribeArchive", $$"""{"ArchiveName":"{{archive}}"}""");
        Assert.Equal(3, (int)described["RetentionDays"]!);
        Assert.Null(described["EventPattern"]);
        Assert.Equal("PUT", (string?)(await BridgeAsync("DescribeApiDestination", """{"Name":"hook"}"""))["HttpMethod"]);

        await CallAsync("DeleteStack", ("StackName", "s"));
        await RestAsync(Text(updated, "StackId"));
        Assert.Empty((await BridgeAsync("ListArchives", "{}"))["Archives"]!.AsArray());
        Assert.Empty((await BridgeAsync("ListConnections", "{}"))["Connections"]!.AsArray());
        Assert.Empty((await BridgeAsync("ListApiDestinations", "{}"))["ApiDestinations"]!.AsArray());
        Assert.Single((await BridgeAsync("ListEventBuses", "{}"))["EventBuses"]!.AsArray());
    }

    private async Task<JsonNode> BridgeAsync(string operation, string input)
    {
        using var response = await Aws.JsonAsync("events", $"AWSEvents.{operation}", input);
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, body);
        return JsonNode.Parse(body)!;
    }
}

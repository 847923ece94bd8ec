using System.Text.Json;
using LocalCloud.Aws.Kms;
using LocalCloud.Aws.Kms.Keys;

namespace LocalCloud.Aws.Tests.CloudFormation;

public sealed class KmsStackTests : CloudFormationTest
{
    private const string Template = """
        Parameters:
          Rotates: { Type: String, Default: true }
          On: { Type: String, Default: true }
        Resources:
          Key:
            Type: AWS::KMS::Key
            Properties:
              Description: of the shop
              EnableKeyRotation: !Ref Rotates
              Enabled: !Ref On
              PendingWindowInDays: 7
              KeyPolicy:
                Version: "2012-10-17"
                Statement: [{ Effect: Allow, Principal: "*", Action: "kms:*", Resource: "*" }]
              Tags: [{ Key: team, Value: a }]
          Alias:
            Type: AWS::KMS::Alias
            Properties: { AliasName: alias/shop, TargetKeyId: !Ref Key }
        Outputs:
          Id: { Value: !Ref Key }
          Arn: { Value: !GetAtt Key.Arn }
          Alias: { Value: !Ref Alias }
        """;

    [Fact]
    public async Task A_key_lives_with_its_stack_and_waits_after_it()
    {
        var stack = await CreateAsync("keys", Template);
        Assert.True(Status(stack) == "CREATE_COMPLETE", await ReasonsAsync("keys"));
        var id = Output(stack, "Id");
        Assert.Equal(($"arn:aws:kms:{Region}:{Account}:key/{id}", "alias/shop"), (Output(stack, "Arn"), Output(stack, "Alias")));
        var key = Find(id);
        Assert.Equal(("Enabled", 365, "of the shop", "a"), (key.State, key.RotationPeriodInDays, key.Description, key.Tags["team"]));
        Assert.Equal("keys", key.Tags["aws:cloudformation:stack-name"]);

        stack = await UpdateAsync(
            "keys",
            Template,
            ("Parameters.member.1.ParameterKey", "Rotates"),
            ("Parameters.member.1.ParameterValue", "false"),
            ("Parameters.member.2.ParameterKey", "On"),
            ("Parameters.member.2.ParameterValue", "false")
        );
        Assert.True(Status(stack) == "UPDATE_COMPLETE", await ReasonsAsync("keys"));
        Assert.Equal((id, "Disabled", null), (Output(stack, "Id"), Find(id).State, Find(id).RotationPeriodInDays));

        await CallAsync("DeleteStack", ("StackName", "keys"));
        await RestAsync(stack.Descendants().First(e => e.Name.LocalName == "StackId").Value);
        Assert.Equal(("PendingDeletion", Clock.GetUtcNow().AddDays(7)), (Find(id).State, Find(id).DeletionDate));
    }

    [Fact]
    public async Task A_replica_is_of_the_stacks_region()
    {
        var there = new Scope(Account, "us-east-1");
        using var input = JsonDocument.Parse("""{"MultiRegion":true}""");
        var made = await Host.InvokeAsync(there, "kms", "CreateKey", input.RootElement);
        var arn = made.Value.GetProperty("KeyMetadata").GetProperty("Arn").GetString();
        var stack = await CreateAsync(
            "replica",
            $$"""
            Resources:
              Key:
                Type: AWS::KMS::ReplicaKey
                Properties:
                  PrimaryKeyArn: {{arn}}
                  KeyPolicy: { Statement: [{ Effect: Allow, Principal: "*", Action: "kms:*", Resource: "*" }] }
            Outputs:
              Arn: { Value: !GetAtt Key.Arn }
            """
        );
        Assert.True(Status(stack) == "CREATE_COMPLETE", await ReasonsAsync("replica"));
        Assert.Equal(arn!.Replace("us-east-1", Region, StringComparison.Ordinal), Output(stack, "Arn"));
    }

    private Key Find(string id)
    {
        var state = Host.Service<KmsService>().StateOf(Account);
        return Host.Read(state, s => s.Find(Region, id))!;
    }
}

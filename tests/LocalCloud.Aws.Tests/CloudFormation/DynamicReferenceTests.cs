using System.Text.Json;

namespace LocalCloud.Aws.Tests.CloudFormation;

public sealed class DynamicReferenceTests : CloudFormationTest
{
    [Fact]
    public async Task References_become_values_on_their_way_into_the_service_and_nowhere_else()
    {
        await InvokeAsync("ssm", "PutParameter", """{"Name":"/delay","Value":"7","Type":"String"}""");
        await InvokeAsync("secretsmanager", "CreateSecret", """{"Name":"keys","SecretString":"{\"kms\":\"very-secret\"}"}""");
        var stack = await CreateAsync(
            "s",
            """
            Resources:
              Jobs:
                Type: AWS::SQS::Queue
                Properties:
                  DelaySeconds: "{{resolve:ssm:/delay}}"
                  KmsMasterKeyId: "{{resolve:secretsmanager:keys:SecretString:kms}}"
            Outputs:
              Url: { Value: !Ref Jobs }
              Delay: { Value: "{{resolve:ssm:/delay:1}}" }
            """
        );
        Assert.Equal("CREATE_COMPLETE", Status(stack));
        Assert.Equal("7", Output(stack, "Delay"));
        var attributes = (await Sqs.GetQueueAttributesAsync(Output(stack, "Url"), ["All"])).Attributes;
        Assert.Equal(("7", "very-secret"), (attributes["DelaySeconds"], attributes["KmsMasterKeyId"]));
        Assert.DoesNotContain("very-secret", (await CallAsync("DescribeStackEvents", ("StackName", "s"))).ToString());
    }

    [Theory]
    [InlineData("{{resolve:ssm:/nothing}}", "Parameters: [ssm:/nothing] cannot be found.")]
    [InlineData("{{resolve:ssm-secure:/key}}", "SSM Secure reference is not supported in: [AWS::SQS::Queue/Properties/KmsMasterKeyId]")]
    [InlineData("{{resolve:secretsmanager:nothing}}", "Secrets Manager can't find the specified secret.")]
    [InlineData("{{resolve:secretsmanager:keys:SecretString:other}}", "Could not find a value associated with JSONKey in SecretString")]
    public async Task A_reference_to_nothing_fails_its_resource(string reference, string reason)
    {
        await InvokeAsync("secretsmanager", "CreateSecret", """{"Name":"keys","SecretString":"{\"kms\":\"very-secret\"}"}""");
        await CreateAsync("s", $"Resources: {{ Jobs: {{ Type: 'AWS::SQS::Queue', Properties: {{ KmsMasterKeyId: '{reference}' }} }} }}");
        var failed = Members(await CallAsync("DescribeStackEvents", ("StackName", "s")), "StackEvents")
            .First(e => Text(e, "ResourceStatus") == "CREATE_FAILED");
        Assert.StartsWith(reason, Text(failed, "ResourceStatusReason"));
    }

    [Fact]
    public async Task Parameters_of_the_Parameter_Store_and_secrets_are_resources_and_inputs_of_stacks()
    {
        await CreateAsync(
            "first",
            """
            Resources:
              Delay: { Type: AWS::SSM::Parameter, Properties: { Name: /delay, Type: String, Value: 4, Tags: { a: b } } }
              Password:
                Type: AWS::SecretsManager::Secret
                Properties:
                  Name: db
                  GenerateSecretString: { SecretStringTemplate: '{"username":"admin"}', GenerateStringKey: password,
                    PasswordLength: 12, ExcludePunctuation: true }
            """
        );
        var secret = JsonDocument
            .Parse(
                (await InvokeAsync("secretsmanager", "GetSecretValue", """{"SecretId":"db"}""")).GetProperty("SecretString").GetString()!
            )
            .RootElement;
        Assert.Equal(("admin", 12), (secret.GetProperty("username").GetString(), secret.GetProperty("password").GetString()!.Length));

        const string Second = """
            Parameters:
              Delay: { Type: AWS::SSM::Parameter::Value<String>, Default: /delay }
            Resources:
              Jobs: { Type: AWS::SQS::Queue, Properties: { DelaySeconds: !Ref Delay } }
            Outputs:
              Url: { Value: !Ref Jobs }
            """;
        var stack = await CreateAsync("second", Second);
        Assert.Equal(("/delay", "4"), (Text(stack, "ParameterValue"), Text(stack, "ResolvedValue")));
        await InvokeAsync("ssm", "PutParameter", """{"Name":"/delay","Value":"9","Overwrite":true}""");
        Assert.Equal("UPDATE_COMPLETE", Status(await UpdateAsync("second", Second)));
        Assert.Equal("9", (await Sqs.GetQueueAttributesAsync(Output(stack, "Url"), ["DelaySeconds"])).Attributes["DelaySeconds"]);
        Assert.Equal(
            "Unable to fetch parameters [/nothing] from parameter store for this account.",
            (
                await FailAsync(
                    "CreateStack",
                    ("StackName", "third"),
                    ("TemplateBody", Second.Replace("Default: /delay", "Default: /nothing", StringComparison.Ordinal))
                )
            ).Message
        );
    }

    private async Task<JsonElement> InvokeAsync(string service, string operation, string input)
    {
        using var document = JsonDocument.Parse(input);
        var result = await Host.InvokeAsync(
            new(Account, Region),
            service,
            operation,
            document.RootElement,
            TestContext.Current.CancellationToken
        );
        Assert.Null(result.Error);
        return result.Value;
    }
}

namespace LocalCloud.Aws.Tests.CloudFormation;

public sealed class StandInTests : CloudFormationTest
{
    private const string Template = """
        Resources:
          Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
          Subnet: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: !Select [0, !Cidr [!GetAtt Vpc.CidrBlock, 2, 8]] } }
          Group: { Type: AWS::EC2::SecurityGroup, Properties: { GroupDescription: db, VpcId: !Ref Vpc } }
          Database:
            Type: AWS::RDS::DBInstance
            Properties: { Engine: postgres, DBInstanceClass: db.t4g.micro, AllocatedStorage: 20, MasterUsername: app,
              MasterUserPassword: secret, VPCSecurityGroups: [!Ref Group] }
          Cache: { Type: AWS::ElastiCache::ServerlessCache, Properties: { Engine: valkey, ServerlessCacheName: shop } }
          Role:
            Type: AWS::IAM::Role
            Properties:
              AssumeRolePolicyDocument: { Statement: [{ Effect: Allow, Principal: { Service: lambda.amazonaws.com },
                Action: "sts:AssumeRole" }] }
              ManagedPolicyArns: ["arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"]
              Policies: [{ PolicyName: own, PolicyDocument: { Statement: [] } }]
        Outputs:
          Database: { Value: !Sub "${Database.Endpoint.Address}:${Database.Endpoint.Port}" }
          Cache: { Value: !Sub "${Cache.Endpoint.Address}:${Cache.Endpoint.Port}" }
          Role: { Value: !GetAtt Role.Arn }
        """;

    [Fact]
    public async Task Stand_ins_answer_with_the_local_engines_and_say_what_they_are()
    {
        var stack = await CreateAsync("s", Template, ("Capabilities.member.1", "CAPABILITY_IAM"));
        Assert.Equal("CREATE_COMPLETE", Status(stack));
        Assert.Equal(("127.0.0.1:5432", "127.0.0.1:6379"), (Output(stack, "Database"), Output(stack, "Cache")));
        Assert.StartsWith($"arn:aws:iam::{Account}:role/s-Role-", Output(stack, "Role"));
        var events = Members(await CallAsync("DescribeStackEvents", ("StackName", "s")), "StackEvents").ToArray();
        Assert.Equal(
            "Stand-in: LocalCloud has no EC2.",
            Text(
                events.First(e => Text(e, "LogicalResourceId") == "Vpc" && Text(e, "ResourceStatus") == "CREATE_COMPLETE"),
                "ResourceStatusReason"
            )
        );
        Assert.StartsWith("vpc-0", (await PhysicalIdsAsync("s"))["Vpc"]);

        await CallAsync("DeleteStack", ("StackName", "s"));
        Assert.Equal("DELETE_COMPLETE", Status(await RestAsync(Text(stack, "StackId"))));
    }

    [Theory]
    [InlineData("Engine: postgres", "Engine: mysql", "Engine mysql is not supported by LocalCloud")]
    [InlineData(
        "AllocatedStorage",
        "AllocatedStorag",
        "Properties validation failed for resource Database with message:\n#: extraneous key [AllocatedStorag] is not permitted. Did you "
            + "mean AllocatedStorage?"
    )]
    public async Task What_no_engine_answers_is_refused(string what, string by, string reason)
    {
        await CreateAsync("s", Template.Replace(what, by, StringComparison.Ordinal), ("Capabilities.member.1", "CAPABILITY_IAM"));
        var failed = Members(await CallAsync("DescribeStackEvents", ("StackName", "s")), "StackEvents")
            .First(e => Text(e, "ResourceStatus") == "CREATE_FAILED");
        Assert.StartsWith(reason, Text(failed, "ResourceStatusReason"));
    }

    [Fact]
    public async Task Roles_need_a_capability() =>
        Assert.Equal(
            ("InsufficientCapabilitiesException", "Requires capabilities : [CAPABILITY_IAM]"),
            await FailAsync("CreateStack", ("StackName", "s"), ("TemplateBody", Template))
        );

    [Fact]
    public async Task Drift_is_asked_for_and_there_is_none()
    {
        await CreateAsync("s", TwoQueues);
        var id = Text(await CallAsync("DetectStackDrift", ("StackName", "s")), "StackDriftDetectionId");
        Assert.Equal(
            "IN_SYNC",
            Text(await CallAsync("DescribeStackDriftDetectionStatus", ("StackDriftDetectionId", id)), "StackDriftStatus")
        );
        Assert.Equal(2, Members(await CallAsync("DescribeStackResourceDrifts", ("StackName", "s")), "StackResourceDrifts").Count());
        await CallAsync("SetStackPolicy", ("StackName", "s"), ("StackPolicyBody", "{\"Statement\":[]}"));
        Assert.Equal("{\"Statement\":[]}", Text(await CallAsync("GetStackPolicy", ("StackName", "s")), "StackPolicyBody"));
    }
}

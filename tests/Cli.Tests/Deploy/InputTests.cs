using LocalCloud.Deploy;

namespace Cli.Tests.Deploy;

/// <summary>What is wrong with the input is said before anything is touched.</summary>
public sealed class InputTests : DeployTest
{
    [Fact]
    public async Task Values_that_the_template_does_not_take_are_all_named_and_a_secret_is_not_repeated()
    {
        Write(
            """
            Parameters:
              Mode: { Type: String, AllowedValues: [on, off] }
              Delay: { Type: Number, MaxValue: 900 }
              Rate: { Type: Number }
              Key: { Type: String, NoEcho: true, AllowedPattern: '[a-z]+', ConstraintDescription: letters only }
            Resources:
              Jobs: { Type: AWS::SQS::Queue }
            """
        );
        var refused = await DeployAsync(("Mode", "maybe"), ("Delay", "901"), ("Rate", "fast"), ("Key", "hunter2"));
        Assert.Equal(ExitCodes.BadInput, refused.ExitCode);
        Assert.Equal(
            "Mode must be on or off, not 'maybe'.\nDelay must be 900 or less, not '901'.\nRate must be a number, not 'fast'.\nKey must "
                + "be letters only.",
            Assert.Single(refused.Errors)
        );
    }

    [Fact]
    public async Task A_name_that_is_too_long_with_the_stacks_is_found_before_CloudFormation_finds_it()
    {
        Write(
            """
            Resources:
              Hello:
                Type: AWS::Lambda::Function
                Properties: { FunctionName: !Sub "${AWS::StackName}-hello", Runtime: provided.al2023, Handler: bootstrap,
                  Code: ./hello.zip, Role: role }
            """
        );
        WritePackage("hello.zip");
        var refused = await RunAsync(new(), Request() with { StackName = new string('x', 59) });
        Assert.Equal(ExitCodes.BadInput, refused.ExitCode);
        Assert.StartsWith("Hello: FunctionName would be xxx", Assert.Single(refused.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_protected_database_is_named_before_anything_of_its_stack_is_deleted()
    {
        Write(
            """
            Parameters:
              DeletionProtection: { Type: String, Default: 'true' }
            Conditions:
              IsProtected: !Equals [!Ref DeletionProtection, 'true']
            Resources:
              Jobs: { Type: AWS::SQS::Queue }
              Orders:
                Type: AWS::RDS::DBInstance
                Properties: { Engine: postgres, DBInstanceClass: db.t4g.micro, AllocatedStorage: '20', MasterUsername: shop,
                  MasterUserPassword: hunter22, DeletionProtection: !If [IsProtected, true, false] }
            """
        );
        Assert.Equal(0, (await DeployAsync()).ExitCode);
        var refused = await DestroyAsync();
        Assert.Equal(1, refused.ExitCode);
        Assert.StartsWith("Orders is protected", Assert.Single(refused.Errors), StringComparison.Ordinal);
        Assert.Empty(refused.Events);

        Assert.Equal(0, (await DeployAsync(("DeletionProtection", "false"))).ExitCode);
        Assert.Equal(0, (await DestroyAsync()).ExitCode);
    }

    [Theory]
    [InlineData("""{"application":"Serverless.Aspire","stack":"serverless-aspire"}""", "serverless-aspire")]
    [InlineData("""{"application":"application","stack":"application"}""", "my-shop")]
    [InlineData(null, "my-shop")]
    public void A_stack_is_called_as_the_application_or_as_the_folder_where_that_says_nothing(string? summary, string expected)
    {
        var dist = Directory.CreateDirectory(Path.Combine(Folder, "My Shop", "dist")).FullName;
        File.WriteAllText(Path.Combine(dist, "template.yaml"), Queue);
        if (summary is not null)
            File.WriteAllText(Path.Combine(dist, "summary.json"), summary);
        Assert.Equal(expected, Destruction.DefaultStackName(dist));
    }
}

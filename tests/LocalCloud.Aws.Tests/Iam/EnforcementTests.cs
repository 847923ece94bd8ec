using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using Amazon.SQS;
using LocalCloud.Aws.Wire.Signatures;

namespace LocalCloud.Aws.Tests.Iam;

/// <summary>With --enforce-iam.</summary>
public sealed class EnforcementTests : AwsTest
{
    private const string Other = "999999999999",
        Queue = $"arn:aws:sqs:{Region}:{Account}:jobs",
        QueueUrl = $"http://localhost:4566/{Account}/jobs";

    private readonly string _data = Directory.CreateTempSubdirectory().FullName;

    protected override string DataDirectory => _data;

    // Signatures are of the machine's clock
    protected override DateTimeOffset Beginning => TimeProvider.System.GetUtcNow();

    private protected override Secrets VerifySignatures => Secrets.Parse($"{Account}={Secret},{Other}={Secret}")!;

    private protected override Options Configure(Options options) => options with { EnforceIam = true };

    [Fact]
    public async Task A_user_may_do_what_its_policies_allow()
    {
        await Sqs.CreateQueueAsync("jobs");
        var ann = await UserAsync("ann", Allow("sqs:SendMessage", Queue));
        var sqs = As(ann);
        await sqs.SendMessageAsync(QueueUrl, "hello");
        var denied = await Assert.ThrowsAsync<AmazonSQSException>(() => sqs.ReceiveMessageAsync(QueueUrl));
        Assert.Equal(
            $"User: arn:aws:iam::{Account}:user/ann is not authorized to perform: sqs:ReceiveMessage on resource: {Queue} "
                + "because no identity-based policy allows the sqs:ReceiveMessage action",
            denied.Message
        );
        Assert.Equal("AccessDenied", denied.ErrorCode.Replace("Exception", "", StringComparison.Ordinal));
        await RestartAsync();
        await sqs.SendMessageAsync(QueueUrl, "again");
        Assert.Equal(
            2,
            (await Sqs.ReceiveMessageAsync(new Amazon.SQS.Model.ReceiveMessageRequest { QueueUrl = QueueUrl, MaxNumberOfMessages = 10 }))
                .Messages
                .Count
        );
    }

    [Fact]
    public async Task A_group_gives_and_a_deny_takes()
    {
        await Sqs.CreateQueueAsync("jobs");
        var sqs = As(
            await UserAsync("ann", """{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"sqs:PurgeQueue","Resource":"*"}]}""")
        );
        await Assert.ThrowsAsync<AmazonSQSException>(() => sqs.SendMessageAsync(QueueUrl, "hello"));
        await IamAsync("CreateGroup", ("GroupName", "team"));
        await IamAsync("PutGroupPolicy", ("GroupName", "team"), ("PolicyName", "p"), ("PolicyDocument", Allow("sqs:*", "*")));
        await IamAsync("AddUserToGroup", ("GroupName", "team"), ("UserName", "ann"));
        await sqs.SendMessageAsync(QueueUrl, "hello");
        var denied = await Assert.ThrowsAsync<AmazonSQSException>(() => sqs.PurgeQueueAsync(QueueUrl));
        Assert.EndsWith("with an explicit deny in an identity-based policy", denied.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_boundary_narrows_what_policies_give()
    {
        await Sqs.CreateQueueAsync("jobs");
        var boundary = (await IamAsync("CreatePolicy", ("PolicyName", "limit"), ("PolicyDocument", Allow("sqs:SendMessage", "*"))))
            .GetProperty("Policy")
            .GetProperty("Arn")
            .GetString()!;
        var sqs = As(await UserAsync("ann", Allow("sqs:*", "*")));
        await IamAsync("PutUserPermissionsBoundary", ("UserName", "ann"), ("PermissionsBoundary", boundary));
        await sqs.SendMessageAsync(QueueUrl, "hello");
        var denied = await Assert.ThrowsAsync<AmazonSQSException>(() => sqs.ReceiveMessageAsync(QueueUrl));
        Assert.EndsWith("because no permissions boundary allows the sqs:ReceiveMessage action", denied.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_secret_and_a_key_that_is_off_or_gone_are_refused()
    {
        await Sqs.CreateQueueAsync("jobs");
        var ann = await UserAsync("ann", Allow("sqs:*", "*"));
        Assert.Contains(
            "signature",
            (await Assert.ThrowsAsync<AmazonSQSException>(() => As(ann with { Secret = "wrong" }).SendMessageAsync(QueueUrl, "x"))).Message,
            StringComparison.Ordinal
        );
        await IamAsync("UpdateAccessKey", ("UserName", "ann"), ("AccessKeyId", ann.Id), ("Status", "Inactive"));
        await InvalidAsync();
        await IamAsync("UpdateAccessKey", ("UserName", "ann"), ("AccessKeyId", ann.Id), ("Status", "Active"));
        await As(ann).SendMessageAsync(QueueUrl, "x");
        await IamAsync("DeleteAccessKey", ("UserName", "ann"), ("AccessKeyId", ann.Id));
        await InvalidAsync();

        async Task InvalidAsync() =>
            Assert.Equal(
                "The security token included in the request is invalid.",
                (await Assert.ThrowsAsync<AmazonSQSException>(() => As(ann).SendMessageAsync(QueueUrl, "x"))).Message
            );
    }

    [Fact]
    public async Task A_role_is_assumed_by_whom_its_trust_policy_names_and_narrowed_by_the_session()
    {
        await Sqs.CreateQueueAsync("jobs");
        var ann = await UserAsync("ann", Allow("sts:AssumeRole", "*"));
        var bob = await UserAsync("bob", Allow("sts:AssumeRole", "*"));
        var role = await RoleAsync(
            "worker",
            $$"""
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::{{Account}}:user/ann"},
             "Action":"sts:AssumeRole","Condition":{"StringEquals":{"sts:ExternalId":"42"} } } ] }
            """,
            Allow("sqs:*", "*")
        );
        var request = new AssumeRoleRequest
        {
            RoleArn = role,
            RoleSessionName = "one",
            ExternalId = "42",
            Policy = Allow("sqs:SendMessage", "*"),
        };
        var refused = await Assert.ThrowsAsync<AmazonSecurityTokenServiceException>(() => StsAs(bob).AssumeRoleAsync(request));
        Assert.Equal(
            (
                "AccessDenied",
                $"User: arn:aws:iam::{Account}:user/bob is not authorized to perform: sts:AssumeRole on resource: {role} "
                    + "because no role trust policy allows the sts:AssumeRole action"
            ),
            (refused.ErrorCode, refused.Message)
        );
        await Assert.ThrowsAsync<AmazonSecurityTokenServiceException>(() =>
            StsAs(ann).AssumeRoleAsync(new() { RoleArn = role, RoleSessionName = "one" })
        );

        var session = (await StsAs(ann).AssumeRoleAsync(request)).Credentials;
        await RestartAsync();
        Assert.Equal($"arn:aws:sts::{Account}:assumed-role/worker/one", (await StsAs(Of(session)).GetCallerIdentityAsync(new())).Arn);
        await As(Of(session)).SendMessageAsync(QueueUrl, "hello");
        var denied = await Assert.ThrowsAsync<AmazonSQSException>(() => As(Of(session)).ReceiveMessageAsync(QueueUrl));
        Assert.Equal(
            $"User: arn:aws:sts::{Account}:assumed-role/worker/one is not authorized to perform: sqs:ReceiveMessage on resource: {Queue} "
                + "because no session policy allows the sqs:ReceiveMessage action",
            denied.Message
        );
        Assert.Equal(
            "The security token included in the request is invalid.",
            (
                await Assert.ThrowsAsync<AmazonSQSException>(() => As(Of(session) with { Token = "other" }).SendMessageAsync(QueueUrl, "x"))
            ).Message
        );
    }

    [Fact]
    public async Task A_role_that_is_not_there_is_assumed_by_nobody() =>
        Assert.Equal(
            "AccessDenied",
            (
                await Assert.ThrowsAsync<AmazonSecurityTokenServiceException>(() =>
                    Sts.AssumeRoleAsync(new() { RoleArn = $"arn:aws:iam::{Account}:role/none", RoleSessionName = "one" })
                )
            ).ErrorCode
        );

    [Fact]
    public async Task Tags_of_a_session_are_variables_and_go_on_to_the_next_role()
    {
        await Sqs.CreateQueueAsync("jobs");
        await Sqs.CreateQueueAsync("mails");
        var trust = $$"""
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"{{Account}}"},
             "Action":["sts:AssumeRole","sts:TagSession"]}]}
            """;
        var first = await RoleAsync("first", trust, Allow("sts:AssumeRole", "*"));
        var second = await RoleAsync("second", trust, Allow("sqs:SendMessage", $"arn:aws:sqs:*:*:${{aws:PrincipalTag/queue}}"));
        var one = (
            await Sts.AssumeRoleAsync(
                new()
                {
                    RoleArn = first,
                    RoleSessionName = "one",
                    Tags = [new() { Key = "queue", Value = "jobs" }],
                    TransitiveTagKeys = ["queue"],
                }
            )
        ).Credentials;
        var two = (await StsAs(Of(one)).AssumeRoleAsync(new() { RoleArn = second, RoleSessionName = "two" })).Credentials;
        await As(Of(two)).SendMessageAsync(QueueUrl, "hello");
        await Assert.ThrowsAsync<AmazonSQSException>(() =>
            As(Of(two)).SendMessageAsync(QueueUrl.Replace("jobs", "mails", StringComparison.Ordinal), "hello")
        );
    }

    [Fact]
    public async Task A_queues_policy_lets_another_account_in_as_far_as_both_say()
    {
        await Sqs.CreateQueueAsync(
            new Amazon.SQS.Model.CreateQueueRequest
            {
                QueueName = "jobs",
                Attributes = new()
                {
                    ["Policy"] = $$"""
                    {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"{{Other}}"},
                     "Action":"sqs:SendMessage","Resource":"{{Queue}}"}]}
                    """,
                },
            }
        );
        await As(new(Other, Secret)).SendMessageAsync(QueueUrl, "from the other account");
        var user = await UserAsync("eve", Allow("sqs:ReceiveMessage", "*"), Other);
        Assert.EndsWith(
            "because no identity-based policy allows the sqs:SendMessage action",
            (await Assert.ThrowsAsync<AmazonSQSException>(() => As(user).SendMessageAsync(QueueUrl, "x"))).Message,
            StringComparison.Ordinal
        );
        Assert.EndsWith(
            "because no resource-based policy allows the sqs:ReceiveMessage action",
            (await Assert.ThrowsAsync<AmazonSQSException>(() => As(user).ReceiveMessageAsync(QueueUrl))).Message,
            StringComparison.Ordinal
        );
        Assert.Equal("from the other account", Assert.Single((await Sqs.ReceiveMessageAsync(QueueUrl)).Messages).Body);
    }

    [Fact]
    public async Task A_bucket_is_open_by_policies_and_hides_what_may_not_be_listed()
    {
        var root = S3As(new(Account, Secret));
        await root.PutBucketAsync(new PutBucketRequest { BucketName = "files", BucketRegionName = Region });
        await root.PutObjectAsync(
            new()
            {
                BucketName = "files",
                Key = "ann/key",
                ContentBody = "body",
            }
        );
        await root.PutObjectAsync(
            new()
            {
                BucketName = "files",
                Key = "bob/key",
                ContentBody = "body",
            }
        );
        var ann = S3As(await UserAsync("ann", Allow("s3:*Object", "arn:aws:s3:::files/${aws:username}/*")));
        using (var got = await ann.GetObjectAsync("files", "ann/key"))
            Assert.Equal(4, got.ContentLength);
        var denied = await Assert.ThrowsAsync<AmazonS3Exception>(() => ann.GetObjectAsync("files", "bob/key"));
        Assert.Equal(
            (
                "AccessDenied",
                $"User: arn:aws:iam::{Account}:user/ann is not authorized to perform: s3:GetObject on resource: "
                    + "\"arn:aws:s3:::files/bob/key\" "
                    + "because no identity-based policy allows the s3:GetObject action"
            ),
            (denied.ErrorCode, denied.Message)
        );
        Assert.Contains(
            "s3:ListBucket",
            (await Assert.ThrowsAsync<AmazonS3Exception>(() => ann.GetObjectAsync("files", "ann/none"))).Message,
            StringComparison.Ordinal
        );
        var failed = await Assert.ThrowsAsync<DeleteObjectsException>(() =>
            ann.DeleteObjectsAsync(new() { BucketName = "files", Objects = [new() { Key = "ann/key" }, new() { Key = "bob/key" }] })
        );
        Assert.Equal("ann/key", Assert.Single(failed.Response.DeletedObjects).Key);
        Assert.Equal(("bob/key", "AccessDenied"), (Assert.Single(failed.Response.DeleteErrors).Key, failed.Response.DeleteErrors[0].Code));

        var everybody = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject",
             "Resource":"arn:aws:s3:::files/*"}]}
            """;
        Assert.Contains(
            "BlockPublicPolicy",
            (await Assert.ThrowsAsync<AmazonS3Exception>(() => root.PutBucketPolicyAsync("files", everybody))).Message,
            StringComparison.Ordinal
        );
        using (var closed = await Http.GetAsync("/files/bob/key", TestContext.Current.CancellationToken))
            Assert.Equal(403, (int)closed.StatusCode);
        await root.DeletePublicAccessBlockAsync(new() { BucketName = "files" });
        await root.PutBucketPolicyAsync("files", everybody);
        Assert.Equal("body", await Http.GetStringAsync("/files/bob/key", TestContext.Current.CancellationToken));
        using var unsigned = await Http.PutAsync("/files/key", new StringContent("x"), TestContext.Current.CancellationToken);
        Assert.Equal(403, (int)unsigned.StatusCode);
    }

    [Fact]
    public async Task Items_can_be_told_apart_by_their_partition_key()
    {
        await DynamoAs(new(Account, Secret))
            .CreateTableAsync(
                new CreateTableRequest
                {
                    TableName = "orders",
                    KeySchema = [new("customer", KeyType.HASH), new("id", KeyType.RANGE)],
                    AttributeDefinitions = [new("customer", ScalarAttributeType.S), new("id", ScalarAttributeType.S)],
                    BillingMode = BillingMode.PAY_PER_REQUEST,
                }
            );
        var ann = DynamoAs(
            await UserAsync(
                "ann",
                """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["dynamodb:PutItem","dynamodb:Query"],
                 "Resource":"arn:aws:dynamodb:*:*:table/orders",
                 "Condition":{"ForAllValues:StringEquals":{"dynamodb:LeadingKeys":["${aws:username}"]}}}]}
                """
            )
        );
        await ann.PutItemAsync("orders", new() { ["customer"] = new("ann"), ["id"] = new("1") });
        var denied = await Assert.ThrowsAsync<AmazonDynamoDBException>(() =>
            ann.PutItemAsync("orders", new() { ["customer"] = new("bob"), ["id"] = new("1") })
        );
        Assert.Equal("AccessDeniedException", denied.ErrorCode);
        Assert.Single((await ann.QueryAsync(QueryOf("ann"))).Items);
        await Assert.ThrowsAsync<AmazonDynamoDBException>(() => ann.QueryAsync(QueryOf("bob")));

        static QueryRequest QueryOf(string customer) =>
            new()
            {
                TableName = "orders",
                KeyConditionExpression = "customer = :c",
                ExpressionAttributeValues = new() { [":c"] = new(customer) },
            };
    }

    [Fact]
    public async Task Statements_ask_for_their_table_their_kind_and_their_partitions()
    {
        var all = DynamoAs(new(Account, Secret));
        await all.CreateTableAsync(
            new CreateTableRequest
            {
                TableName = "orders",
                KeySchema = [new("customer", KeyType.HASH), new("id", KeyType.RANGE)],
                AttributeDefinitions = [new("customer", ScalarAttributeType.S), new("id", ScalarAttributeType.S)],
                BillingMode = BillingMode.PAY_PER_REQUEST,
            }
        );
        var ann = DynamoAs(
            await UserAsync(
                "ann",
                """
                {"Version":"2012-10-17","Statement":[
                  {"Effect":"Allow","Action":["dynamodb:PartiQLInsert","dynamodb:PartiQLSelect"],"Resource":"arn:aws:dynamodb:*:*:table/orders",
                   "Condition":{"ForAllValues:StringEquals":{"dynamodb:LeadingKeys":["${aws:username}"]}}},
                  {"Effect":"Deny","Action":"dynamodb:PartiQLSelect","Resource":"*","Condition":{"Bool":{"dynamodb:FullTableScan":"true"}}}]}
                """
            )
        );
        var bob = DynamoAs(await UserAsync("bob", Allow("sqs:SendMessage", Queue)));

        await RunAsync(ann, "INSERT INTO orders VALUE {'customer': 'ann', 'id': '1'}");
        await RunAsync(ann, "SELECT * FROM orders WHERE customer = 'ann'");
        foreach (
            var statement in (string[])
                [
                    "INSERT INTO orders VALUE {'customer': 'bob', 'id': '1'}",
                    "SELECT * FROM orders WHERE customer IN ['ann', 'bob']",
                    "SELECT * FROM orders",
                    "DELETE FROM orders WHERE customer = 'ann' AND id = '1'",
                    "SELECT * FROM others WHERE customer = 'ann'",
                ]
        )
            await DeniedAsync(() => RunAsync(ann, statement));
        await DeniedAsync(() =>
            ann.BatchExecuteStatementAsync(
                new BatchExecuteStatementRequest
                {
                    Statements = [new() { Statement = "SELECT * FROM orders WHERE customer IN ['ann'] AND customer = 'bob' AND id = '1'" }],
                }
            )
        );
        await DeniedAsync(() =>
            ann.ExecuteTransactionAsync(
                new ExecuteTransactionRequest
                {
                    TransactStatements = [new() { Statement = "UPDATE orders SET x = 1 WHERE customer = 'ann' AND id = '1'" }],
                }
            )
        );
        await DeniedAsync(() => RunAsync(bob, "SELECT * FROM orders WHERE customer = 'ann'"));
        await all.PutResourcePolicyAsync(
            new PutResourcePolicyRequest
            {
                ResourceArn = $"arn:aws:dynamodb:{Region}:{Account}:table/orders",
                Policy = $$"""
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::{{Account}}:user/bob"},
                 "Action":"dynamodb:PartiQLSelect","Resource":"arn:aws:dynamodb:{{Region}}:{{Account}}:table/orders"}]}
                """,
            }
        );
        var found = await bob.ExecuteStatementAsync(
            new ExecuteStatementRequest { Statement = "SELECT * FROM orders WHERE customer = 'ann'" }
        );
        Assert.Single(found.Items);

        static Task RunAsync(IAmazonDynamoDB db, string statement) =>
            db.ExecuteStatementAsync(new ExecuteStatementRequest { Statement = statement });

        static async Task DeniedAsync(Func<Task> call) =>
            Assert.Equal("AccessDeniedException", (await Assert.ThrowsAsync<AmazonDynamoDBException>(call)).ErrorCode);
    }

    [Fact]
    public async Task Who_may_change_users_may_do_so_and_no_more()
    {
        var ann = await UserAsync("ann", Allow("iam:GetUser", $"arn:aws:iam::{Account}:user/${{aws:username}}"));
        Assert.Contains(
            "<UserName>ann</UserName>",
            await QueryAsync(ann, "iam", "Action=GetUser&Version=2010-05-08&UserName=ann"),
            StringComparison.Ordinal
        );
        Assert.Contains(
            $"is not authorized to perform: iam:CreateUser on resource: arn:aws:iam::{Account}:user/eve because no "
                + "identity-based policy allows",
            await QueryAsync(ann, "iam", "Action=CreateUser&Version=2010-05-08&UserName=eve"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_role_is_passed_on_by_whom_a_policy_lets()
    {
        var role = await RoleAsync(
            "worker",
            """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"cloudformation.amazonaws.com"},
             "Action":"sts:AssumeRole"}]}
            """,
            Allow("*", "*")
        );
        var ann = await UserAsync("ann", Allow("cloudformation:*", "*"));
        Assert.Contains(
            $"is not authorized to perform: iam:PassRole on resource: {role}",
            await QueryAsync(
                ann,
                "cloudformation",
                $"Action=CreateStack&Version=2010-05-15&StackName=s&RoleARN={Uri.EscapeDataString(role)}&TemplateBody={Uri.EscapeDataString("Resources: { Q: { Type: 'AWS::SQS::Queue' } }")}"
            ),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Mails_of_both_versions_are_asked_about_as_ses()
    {
        const string Quota = "Action=GetSendQuota&Version=2010-12-01";
        Assert.Contains(
            "<Max24HourSend>",
            await QueryAsync(await UserAsync("ann", Allow("ses:*", "*")), "email", Quota),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "is not authorized to perform: ses:GetSendQuota",
            await QueryAsync(await UserAsync("bob", Allow("email:*", "*")), "email", Quota),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_session_is_not_one_of_another_role_that_has_its_roles_name()
    {
        const string Trust =
            $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"{{Account}}"},"Action":"sts:AssumeRole"}]}""";
        var role = await RoleAsync("worker", Trust, Allow("sqs:*", "*"));
        var ann = await UserAsync("ann", Allow("sts:AssumeRole", "*"));
        var session = As(Of((await StsAs(ann).AssumeRoleAsync(new() { RoleArn = role, RoleSessionName = "session" })).Credentials));
        await session.ListQueuesAsync("");
        await IamAsync("DeleteRolePolicy", ("RoleName", "worker"), ("PolicyName", "p"));
        await IamAsync("DeleteRole", ("RoleName", "worker"));
        await RoleAsync("worker", Trust, Allow("sqs:*", "*"));
        await Assert.ThrowsAnyAsync<AmazonSQSException>(() => session.ListQueuesAsync(""));
    }

    [Fact]
    public async Task A_topic_and_a_rule_deliver_where_the_queues_policy_lets_them()
    {
        var closed = Queue.Replace("jobs", "closed", StringComparison.Ordinal);
        var dead = Queue.Replace("jobs", "dead", StringComparison.Ordinal);
        await Sqs.CreateQueueAsync("closed");
        // A topic's dead letters need a policy, too (docs: sns-configure-dead-letter-queue)
        foreach (var (name, arn) in ((string, string)[])[("jobs", Queue), ("dead", dead)])
            await Sqs.CreateQueueAsync(
                new Amazon.SQS.Model.CreateQueueRequest
                {
                    QueueName = name,
                    Attributes = new()
                    {
                        ["Policy"] = $$"""
                        {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
                         "Principal":{"Service":["sns.amazonaws.com","events.amazonaws.com"]},"Action":"sqs:SendMessage",
                        "Resource":"{{arn}}","Condition":{"StringEquals":{"aws:SourceAccount":"{{Account}}"} } } ] }
                        """,
                    },
                }
            );
        var topic = (await CallAsync("sns", "CreateTopic", new() { ["Name"] = "orders" })).GetProperty("TopicArn").GetString()!;
        await CallAsync("events", "PutRule", new() { ["Name"] = "all", ["EventPattern"] = """{"source":["shop"]}""" });
        foreach (var queue in (string[])[Queue, closed])
        {
            await CallAsync(
                "sns",
                "Subscribe",
                new()
                {
                    ["TopicArn"] = topic,
                    ["Protocol"] = "sqs",
                    ["Endpoint"] = queue,
                    ["Attributes"] = new JsonObject
                    {
                        ["RawMessageDelivery"] = "true",
                        ["RedrivePolicy"] = $$"""{"deadLetterTargetArn":"{{dead}}"}""",
                    },
                }
            );
            await CallAsync(
                "events",
                "PutTargets",
                new()
                {
                    ["Rule"] = "all",
                    ["Targets"] = new JsonArray(
                        new JsonObject
                        {
                            ["Id"] = queue[^4..],
                            ["Arn"] = queue,
                            ["DeadLetterConfig"] = new JsonObject { ["Arn"] = dead },
                            ["Input"] = "1",
                        }
                    ),
                }
            );
        }
        await CallAsync("sns", "Publish", new() { ["TopicArn"] = topic, ["Message"] = "message" });
        await CallAsync(
            "events",
            "PutEvents",
            new()
            {
                ["Entries"] = new JsonArray(
                    new JsonObject
                    {
                        ["Source"] = "shop",
                        ["DetailType"] = "event",
                        ["Detail"] = "{}",
                    }
                ),
            }
        );
        Assert.Equal(["1", "message"], (await TwoAsync("jobs")).Select(m => m.Body).Order(StringComparer.Ordinal));
        var failed = await TwoAsync("dead");
        Assert.Contains("NO_PERMISSIONS", failed.Select(m => m.MessageAttributes?.GetValueOrDefault("ERROR_CODE")?.StringValue));

        async Task<List<Amazon.SQS.Model.Message>> TwoAsync(string queue)
        {
            var messages = new List<Amazon.SQS.Model.Message>();
            while (messages.Count < 2)
                messages.AddRange(
                    (
                        await Sqs.ReceiveMessageAsync(
                            new Amazon.SQS.Model.ReceiveMessageRequest
                            {
                                QueueUrl = QueueUrl.Replace("jobs", queue, StringComparison.Ordinal),
                                MaxNumberOfMessages = 10,
                                WaitTimeSeconds = 20,
                                MessageAttributeNames = ["All"],
                            },
                            TestContext.Current.CancellationToken
                        )
                    ).Messages
                        ?? []
                );
            return messages;
        }
    }

    [Fact]
    public async Task Whose_key_is_only_named_and_not_signed_for_is_nobody()
    {
        using var answer = await Http.PostAsync(
            $"/?Action=ConfirmSubscription&X-Amz-Credential={Account}/20260101/{Region}/iam/aws4_request",
            new StringContent("Action=ListUsers&Version=2010-05-08", null, "application/x-www-form-urlencoded"),
            TestContext.Current.CancellationToken
        );
        Assert.DoesNotContain(
            "ListUsersResult",
            await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task What_is_unsigned_has_no_token()
    {
        using var answer = await Http.PostAsync(
            "/",
            new StringContent("Action=ListUsers&Version=2010-05-08", null, "application/x-www-form-urlencoded"),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(403, (int)answer.StatusCode);
        Assert.Contains(
            "<Code>MissingAuthenticationToken</Code>",
            await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
    }

    private sealed record Key(string Id, string Secret, string? Token = null);

    private static Key Of(Credentials credentials) => new(credentials.AccessKeyId, credentials.SecretAccessKey, credentials.SessionToken);

    private static AWSCredentials Credentials(Key key) =>
        key.Token is null ? new BasicAWSCredentials(key.Id, key.Secret) : new SessionAWSCredentials(key.Id, key.Secret, key.Token);

    [Fact]
    public async Task Governance_is_bypassed_by_who_may_and_a_web_site_is_visited_without_a_signature()
    {
        var owner = S3As(new(Account, Secret));
        await owner.PutBucketAsync(
            new PutBucketRequest
            {
                BucketName = "locked",
                BucketRegionName = Region,
                ObjectLockEnabledForBucket = true,
            }
        );
        var version = (
            await owner.PutObjectAsync(
                new()
                {
                    BucketName = "locked",
                    Key = "index.html",
                    ContentBody = "held",
                    ObjectLockMode = ObjectLockMode.Governance,
                    ObjectLockRetainUntilDate = Clock.GetUtcNow().UtcDateTime.AddDays(1),
                }
            )
        ).VersionId;
        var delete = new DeleteObjectRequest
        {
            BucketName = "locked",
            Key = "index.html",
            VersionId = version,
            BypassGovernanceRetention = true,
        };
        var ann = S3As(await UserAsync("ann", Allow("s3:DeleteObjectVersion", "*")));
        var denied = await Assert.ThrowsAsync<AmazonS3Exception>(() => ann.DeleteObjectAsync(delete));
        Assert.Contains("s3:BypassGovernanceRetention", denied.Message, StringComparison.Ordinal);

        await owner.PutBucketWebsiteAsync("locked", new() { IndexDocumentSuffix = "index.html" });
        await owner.DeletePublicAccessBlockAsync(new DeletePublicAccessBlockRequest { BucketName = "locked" });
        Assert.Equal(System.Net.HttpStatusCode.Forbidden, (await VisitAsync()).StatusCode);
        await owner.PutBucketPolicyAsync(
            "locked",
            """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject",
             "Resource":"arn:aws:s3:::locked/*"}]}
            """
        );
        Assert.Equal("held", await (await VisitAsync()).Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        var bob = S3As(await UserAsync("bob", Allow("s3:*", "*")));
        await bob.DeleteObjectAsync(delete);

        async Task<HttpResponseMessage> VisitAsync()
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/")
            {
                Headers = { Host = $"locked.s3-website.{Region}.localhost:4566" },
            };
            return await Http.SendAsync(request, TestContext.Current.CancellationToken);
        }
    }

    private IAmazonSQS As(Key key) => Client(new AmazonSQSConfig(), (_, config) => new AmazonSQSClient(Credentials(key), config));

    private IAmazonSecurityTokenService StsAs(Key key) =>
        Client(new AmazonSecurityTokenServiceConfig(), (_, config) => new AmazonSecurityTokenServiceClient(Credentials(key), config));

    private IAmazonS3 S3As(Key key) =>
        Client(new AmazonS3Config { ForcePathStyle = true }, (_, config) => new AmazonS3Client(Credentials(key), config));

    private IAmazonDynamoDB DynamoAs(Key key) =>
        Client(new AmazonDynamoDBConfig(), (_, config) => new AmazonDynamoDBClient(Credentials(key), config));

    private static string Allow(string action, string resource) =>
        $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"{{action}}","Resource":"{{resource}}"}]}""";

    private async Task<Key> UserAsync(string name, string policy, string account = Account)
    {
        await IamAsync(account, "CreateUser", ("UserName", name));
        await IamAsync(account, "PutUserPolicy", ("UserName", name), ("PolicyName", "p"), ("PolicyDocument", policy));
        var key = (await IamAsync(account, "CreateAccessKey", ("UserName", name))).GetProperty("AccessKey");
        return new(key.GetProperty("AccessKeyId").GetString()!, key.GetProperty("SecretAccessKey").GetString()!);
    }

    private async Task<string> RoleAsync(string name, string trust, string policy)
    {
        var role = await IamAsync("CreateRole", ("RoleName", name), ("AssumeRolePolicyDocument", trust));
        await IamAsync("PutRolePolicy", ("RoleName", name), ("PolicyName", "p"), ("PolicyDocument", policy));
        return role.GetProperty("Role").GetProperty("Arn").GetString()!;
    }

    private Task<JsonElement> IamAsync(string operation, params (string Name, string Value)[] members) =>
        IamAsync(Account, operation, members);

    private Task<JsonElement> IamAsync(string account, string operation, params (string Name, string Value)[] members)
    {
        var input = new JsonObject();
        foreach (var (name, value) in members)
            input[name] = value;
        return CallAsync("iam", operation, input, account);
    }

    // As the emulator itself calls: nobody is asked
    private async Task<JsonElement> CallAsync(string service, string operation, JsonObject input, string account = Account)
    {
        using var document = JsonDocument.Parse(input.ToJsonString());
        var result = await Host.InvokeAsync(
            new(account, Region),
            service,
            operation,
            document.RootElement,
            TestContext.Current.CancellationToken
        );
        Assert.True(result.Ok(out var answer, out var error), error?.Message);
        return answer;
    }

    // The query protocol, signed by hand
    private async Task<string> QueryAsync(Key key, string service, string body)
    {
        var address = new Uri("http://localhost:4566/");
        using var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = new StringContent(body, null, "application/x-www-form-urlencoded"),
        };
        new SignatureV4(key.Id, key.Secret, Region, service, TimeProvider.System.GetUtcNow()).Sign(request, address, body);
        using var response = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }
}

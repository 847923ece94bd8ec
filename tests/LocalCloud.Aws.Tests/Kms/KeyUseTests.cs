using System.Text.Json.Nodes;
using System.Xml.Linq;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.SQS;

namespace LocalCloud.Aws.Tests.Kms;

/// <summary>Services whose data is encrypted with a key do nothing without it, and say so in their own words.</summary>
public sealed class KeyUseTests : KmsTest
{
    private const string Bucket = "bucket";

    private IAmazonS3 S3 =>
        field ??= Client(new AmazonS3Config { ForcePathStyle = true }, (credentials, config) => new AmazonS3Client(credentials, config));

    [Fact]
    public async Task A_queue_takes_and_gives_nothing_while_its_key_is_disabled()
    {
        var key = await KeyAsync();
        var url = (
            await Sqs.CreateQueueAsync(
                new Amazon.SQS.Model.CreateQueueRequest
                {
                    QueueName = "q",
                    Attributes = new() { ["KmsMasterKeyId"] = key },
                }
            )
        ).QueueUrl;
        await Sqs.SendMessageAsync(url, "before");
        await DisableAsync(key);
        var refused = await Assert.ThrowsAnyAsync<AmazonSQSException>(() => Sqs.SendMessageAsync(url, "a"));
        Assert.Equal(("KMS.DisabledException", $"{Arn(key)} is disabled."), (refused.ErrorCode, refused.Message));
        await Assert.ThrowsAsync<Amazon.SQS.Model.KmsDisabledException>(() =>
            Sqs.SendMessageBatchAsync(url, [new() { Id = "a", MessageBody = "a" }])
        );
        await Assert.ThrowsAsync<Amazon.SQS.Model.KmsDisabledException>(() => Sqs.ReceiveMessageAsync(url));
        await CallAsync("EnableKey", $$"""{"KeyId":"{{key}}"}""");
        Assert.Equal("before", Assert.Single((await Sqs.ReceiveMessageAsync(url)).Messages).Body);
    }

    [Theory]
    [InlineData("alias/none", typeof(Amazon.SQS.Model.KmsNotFoundException))]
    [InlineData("arn:aws:kms:eu-west-1:123456789012:key/none", typeof(Amazon.SQS.Model.KmsNotFoundException))]
    [InlineData("alias/aws/sqs", null)]
    public async Task The_key_of_a_queue_has_to_be_there(string key, Type? expected)
    {
        var url = (
            await Sqs.CreateQueueAsync(
                new Amazon.SQS.Model.CreateQueueRequest
                {
                    QueueName = "q",
                    Attributes = new() { ["KmsMasterKeyId"] = key },
                }
            )
        ).QueueUrl;
        Assert.Equal(expected, (await Record.ExceptionAsync(() => Sqs.SendMessageAsync(url, "a")))?.GetType());
    }

    [Fact]
    public async Task A_key_that_is_to_be_deleted_or_of_another_kind_is_not_used()
    {
        var deleted = await KeyAsync();
        await CallAsync("ScheduleKeyDeletion", $$"""{"KeyId":"{{deleted}}","PendingWindowInDays":7}""");
        var rsa = await KeyAsync("""{"KeySpec":"RSA_2048","KeyUsage":"ENCRYPT_DECRYPT"}""");
        foreach (
            var (key, expected) in ((string, Type)[])
                [
                    (deleted, typeof(Amazon.SQS.Model.KmsInvalidStateException)),
                    (Arn(rsa), typeof(Amazon.SQS.Model.KmsInvalidKeyUsageException)),
                ]
        )
        {
            var url = (
                await Sqs.CreateQueueAsync(
                    new Amazon.SQS.Model.CreateQueueRequest
                    {
                        QueueName = key[^8..],
                        Attributes = new() { ["KmsMasterKeyId"] = key },
                    }
                )
            ).QueueUrl;
            Assert.Equal(expected, (await Record.ExceptionAsync(() => Sqs.SendMessageAsync(url, "a")))?.GetType());
        }
        // Once it is gone, nobody knows it
        Clock.Advance(TimeSpan.FromDays(8));
        var gone = (await Sqs.GetQueueUrlAsync(deleted[^8..])).QueueUrl;
        await Assert.ThrowsAsync<Amazon.SQS.Model.KmsNotFoundException>(() => Sqs.SendMessageAsync(gone, "a"));
    }

    [Fact]
    public async Task A_topic_publishes_nothing_without_its_key()
    {
        var key = await KeyAsync();
        await TopicAsync(
            "CreateTopic",
            ("Name", "t"),
            ("Attributes.entry.1.key", "KmsMasterKeyId"),
            ("Attributes.entry.1.value", Arn(key))
        );
        var topic = $"arn:aws:sns:{Region}:{Account}:t";
        Assert.Null((await TopicAsync("Publish", ("TopicArn", topic), ("Message", "a"))).Code);
        await DisableAsync(key);
        Assert.Equal(("KMSDisabled", $"{Arn(key)} is disabled."), await TopicAsync("Publish", ("TopicArn", topic), ("Message", "a")));
        var batch = await TopicAsync(
            "PublishBatch",
            ("TopicArn", topic),
            ("PublishBatchRequestEntries.member.1.Id", "a"),
            ("PublishBatchRequestEntries.member.1.Message", "a")
        );
        Assert.Equal("KMSDisabled", batch.Code);
    }

    [Fact]
    public async Task A_secret_is_neither_read_nor_written_without_its_key()
    {
        var key = await KeyAsync();
        await SecretAsync("CreateSecret", $$"""{"Name":"db","SecretString":"first","KmsKeyId":"{{key}}"}""");
        await DisableAsync(key);
        Assert.Equal("DecryptionFailure", await SecretAsync("GetSecretValue", """{"SecretId":"db"}"""));
        Assert.Equal("EncryptionFailure", await SecretAsync("PutSecretValue", """{"SecretId":"db","SecretString":"second"}"""));
        Assert.Equal("EncryptionFailure", await SecretAsync("UpdateSecret", """{"SecretId":"db","SecretString":"second"}"""));
        Assert.Equal(
            "EncryptionFailure",
            await SecretAsync("CreateSecret", $$"""{"Name":"other","SecretString":"a","KmsKeyId":"{{key}}"}""")
        );
        Assert.Equal("ResourceNotFoundException", await SecretAsync("GetSecretValue", """{"SecretId":"other"}"""));
        // What is no value needs no key
        Assert.Equal("", await SecretAsync("UpdateSecret", """{"SecretId":"db","Description":"of the shop"}"""));
        await CallAsync("EnableKey", $$"""{"KeyId":"{{key}}"}""");
        Assert.Equal("", await SecretAsync("GetSecretValue", """{"SecretId":"db"}"""));
    }

    [Fact]
    public async Task A_secure_string_is_not_decrypted_without_its_key()
    {
        var key = await KeyAsync();
        await CallAsync("CreateAlias", $$"""{"AliasName":"alias/app","TargetKeyId":"{{key}}"}""");
        await ParameterAsync("PutParameter", """{"Name":"/app/password","Type":"SecureString","Value":"v","KeyId":"alias/app"}""");
        await DisableAsync(key);
        Assert.Equal("InvalidKeyId", await ParameterAsync("GetParameter", """{"Name":"/app/password","WithDecryption":true}"""));
        Assert.Equal("InvalidKeyId", await ParameterAsync("GetParameters", """{"Names":["/app/password"],"WithDecryption":true}"""));
        Assert.Equal("InvalidKeyId", await ParameterAsync("GetParametersByPath", """{"Path":"/app","WithDecryption":true}"""));
        Assert.Equal(
            "InvalidKeyId",
            await ParameterAsync("PutParameter", """{"Name":"/app/password","Type":"SecureString","Value":"w","Overwrite":true}""")
        );
        Assert.Equal("", await ParameterAsync("GetParameter", """{"Name":"/app/password"}"""));
    }

    [Fact]
    public async Task An_object_is_neither_put_read_nor_copied_without_its_key()
    {
        var key = await KeyAsync();
        await CallAsync("CreateAlias", $$"""{"AliasName":"alias/app","TargetKeyId":"{{key}}"}""");
        await S3.PutBucketAsync(new PutBucketRequest { BucketName = Bucket, BucketRegionName = Region });
        var put = await PutAsync("before", "alias/app");
        Assert.Equal(Arn(key), put.ServerSideEncryptionKeyManagementServiceKeyId);
        await DisableAsync(key);
        var refused = await Assert.ThrowsAsync<AmazonS3Exception>(() => PutAsync("a", key));
        Assert.Equal(("KMS.DisabledException", $"{Arn(key)} is disabled."), (refused.ErrorCode, refused.Message));
        Assert.Equal(
            "KMS.DisabledException",
            (await Assert.ThrowsAsync<AmazonS3Exception>(() => S3.GetObjectAsync(Bucket, "before"))).ErrorCode
        );
        Assert.Equal(
            "KMS.DisabledException",
            (await Assert.ThrowsAsync<AmazonS3Exception>(() => S3.CopyObjectAsync(Bucket, "before", Bucket, "copy"))).ErrorCode
        );
        Assert.Equal(Arn(key), (await S3.GetObjectMetadataAsync(Bucket, "before")).ServerSideEncryptionKeyManagementServiceKeyId);
        await CallAsync("EnableKey", $$"""{"KeyId":"{{key}}"}""");
        Assert.Equal(6, (await S3.GetObjectAsync(Bucket, "before")).ContentLength);
    }

    [Fact]
    public async Task The_key_of_a_bucket_is_that_of_what_is_put_there()
    {
        await S3.PutBucketAsync(new PutBucketRequest { BucketName = Bucket, BucketRegionName = Region });
        await S3.PutBucketEncryptionAsync(
            new()
            {
                BucketName = Bucket,
                ServerSideEncryptionConfiguration = new()
                {
                    ServerSideEncryptionRules =
                    [
                        new()
                        {
                            ServerSideEncryptionByDefault = new()
                            {
                                ServerSideEncryptionAlgorithm = "aws:kms",
                                ServerSideEncryptionKeyManagementServiceKeyId = "alias/none",
                            },
                        },
                    ],
                },
            }
        );
        var refused = await Assert.ThrowsAsync<AmazonS3Exception>(() =>
            S3.PutObjectAsync(
                new()
                {
                    BucketName = Bucket,
                    Key = "a",
                    ContentBody = "a",
                }
            )
        );
        Assert.Equal(("KMS.NotFoundException", "Invalid keyId 'alias/none'"), (refused.ErrorCode, refused.Message));
    }

    private Task<PutObjectResponse> PutAsync(string name, string key) =>
        S3.PutObjectAsync(
            new()
            {
                BucketName = Bucket,
                Key = name,
                ContentBody = name,
                ServerSideEncryptionMethod = ServerSideEncryptionMethod.AWSKMS,
                ServerSideEncryptionKeyManagementServiceKeyId = key,
            }
        );

    private Task DisableAsync(string key) => CallAsync("DisableKey", $$"""{"KeyId":"{{key}}"}""");

    private async Task<(string? Code, string? Message)> TopicAsync(string action, params (string, string)[] parameters)
    {
        using var response = await Aws.QueryAsync("sns", "2010-03-31", action, parameters);
        var answer = XElement.Parse(await response.Content.ReadAsStringAsync());
        return (Text("Code"), Text("Message"));
        string? Text(string name) => answer.Descendants().FirstOrDefault(e => e.Name.LocalName == name)?.Value;
    }

    private Task<string> SecretAsync(string operation, string input) => CodeAsync("secretsmanager", $"secretsmanager.{operation}", input);

    private Task<string> ParameterAsync(string operation, string input) => CodeAsync("ssm", $"AmazonSSM.{operation}", input);

    /// <summary>The error's code; empty where there is none.</summary>
    private async Task<string> CodeAsync(string service, string target, string input)
    {
        using var response = await Aws.JsonAsync(service, target, input);
        var body = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode ? "" : ((string)JsonNode.Parse(body)!["__type"]!).Split('#')[^1];
    }
}

using System.Text.Json.Nodes;

namespace LocalCloud.Aws.Tests.Sns;

public sealed class TopicTests : SnsTest
{
    [Fact]
    public async Task A_topic_is_known_by_its_arn()
    {
        Assert.Equal(TopicArn("news"), await TopicAsync("news"));
        Assert.Equal([TopicArn("news")], (await DoAsync("ListTopics")).All("TopicArn"));
    }

    [Fact]
    public async Task To_create_a_topic_again_answers_the_same_topic()
    {
        await TopicAsync("news", ("DisplayName", "News"));
        Assert.Equal(TopicArn("news"), await TopicAsync("news"));
        Assert.Equal(TopicArn("news"), await TopicAsync("news", ("DisplayName", "News")));
    }

    [Fact]
    public async Task A_topic_with_other_attributes_is_not_created_again()
    {
        await TopicAsync("news", ("DisplayName", "News"));
        await RefusedAsync(
            CallAsync("CreateTopic", [("Name", "news"), .. Attributes(("DisplayName", "Olds"))]),
            "InvalidParameter",
            "Invalid parameter: Attributes Reason: Topic already exists with different attributes"
        );
    }

    [Fact]
    public async Task A_topic_with_other_tags_is_not_created_again()
    {
        (string, string)[] tagged = [("Name", "news"), ("Tags.member.1.Key", "team"), ("Tags.member.1.Value", "a")];
        await DoAsync("CreateTopic", [.. tagged, ("Tags.member.2.Key", "stage"), ("Tags.member.2.Value", "test")]);
        await DoAsync("CreateTopic", tagged);
        await DoAsync("CreateTopic", ("Name", "news"));
        await RefusedAsync(
            CallAsync("CreateTopic", ("Name", "news"), ("Tags.member.1.Key", "team"), ("Tags.member.1.Value", "b")),
            "InvalidParameter",
            "Invalid parameter: Tags Reason: Topic already exists with different tags"
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("with space")]
    [InlineData("ends.fifo")]
    [InlineData("ümlaut")]
    public async Task A_name_that_is_none_is_refused(string name) =>
        await RefusedAsync(CallAsync("CreateTopic", ("Name", name)), "InvalidParameter", "Invalid parameter: Topic Name");

    [Fact]
    public async Task A_name_has_256_characters_at_most()
    {
        await TopicAsync(new string('a', 256));
        await RefusedAsync(CallAsync("CreateTopic", ("Name", new string('a', 257))), "InvalidParameter", "Invalid parameter: Topic Name");
    }

    [Fact]
    public async Task A_fifo_topic_is_named_so() =>
        await RefusedAsync(
            CallAsync("CreateTopic", [("Name", "news"), .. Attributes(("FifoTopic", "true"))]),
            "InvalidParameter",
            "Invalid parameter: Fifo Topic names must end with .fifo and must be made up of only uppercase and lowercase ASCII letters, "
                + "numbers, underscores, and hyphens, and must be between 1 and 256 characters long."
        );

    [Fact]
    public async Task An_attribute_that_there_is_none_of_is_refused() =>
        await RefusedAsync(
            CallAsync("CreateTopic", [("Name", "news"), .. Attributes(("Colour", "red"))]),
            "InvalidParameter",
            "Invalid parameter: Attributes Reason: Unknown attribute Colour"
        );

    [Fact]
    public async Task A_standard_topic_answers_the_defaults()
    {
        var topic = await TopicAsync("news");
        var attributes = (await DoAsync("GetTopicAttributes", ("TopicArn", topic))).Map;
        Assert.Equal(
            [
                "DisplayName",
                "EffectiveDeliveryPolicy",
                "Owner",
                "Policy",
                "SubscriptionsConfirmed",
                "SubscriptionsDeleted",
                "SubscriptionsPending",
                "TopicArn",
            ],
            attributes.Keys.Order(StringComparer.Ordinal)
        );
        Assert.Equal(
            (Account, "", "0", topic),
            (attributes["Owner"], attributes["DisplayName"], attributes["SubscriptionsConfirmed"], attributes["TopicArn"])
        );
        Assert.Equal(
            """{"http":{"defaultHealthyRetryPolicy":{"minDelayTarget":20,"maxDelayTarget":20,"numRetries":3,"numMaxDelayRetries":0,"numNoDelayRetries":0,"numMinDelayRetries":0,"backoffFunction":"linear"},"disableSubscriptionOverrides":false,"defaultRequestPolicy":{"headerContentType":"text/plain; charset=UTF-8"}}}""",
            attributes["EffectiveDeliveryPolicy"]
        );
        Assert.Equal(
            """{"Version":"2008-10-17","Id":"__default_policy_ID","Statement":[{"Sid":"__default_statement_ID","Effect":"Allow","Principal":{"AWS":"*"},"Action":["SNS:GetTopicAttributes","SNS:SetTopicAttributes","SNS:AddPermission","SNS:RemovePermission","SNS:DeleteTopic","SNS:Subscribe","SNS:ListSubscriptionsByTopic","SNS:Publish"],"Resource":"arn:aws:sns:eu-west-1:123456789012:news","Condition":{"StringEquals":{"AWS:SourceOwner":"123456789012"}}}]}""",
            attributes["Policy"]
        );
    }

    [Fact]
    public async Task A_fifo_topic_answers_what_it_has_besides()
    {
        var attributes = (await DoAsync("GetTopicAttributes", ("TopicArn", await TopicAsync("news.fifo")))).Map;
        Assert.Equal(("true", "false"), (attributes["FifoTopic"], attributes["ContentBasedDeduplication"]));
    }

    [Theory]
    [InlineData("DisplayName", "My news")]
    [InlineData("KmsMasterKeyId", "alias/aws/sns")]
    [InlineData("TracingConfig", "Active")]
    [InlineData("SignatureVersion", "2")]
    [InlineData("SQSSuccessFeedbackSampleRate", "50")]
    [InlineData(
        "Policy",
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"sns:Publish","Resource":"*"}]}"""
    )]
    public async Task An_attribute_that_was_set_is_answered(string name, string value)
    {
        var topic = await TopicAsync("news");
        await DoAsync("SetTopicAttributes", ("TopicArn", topic), ("AttributeName", name), ("AttributeValue", value));
        Assert.Equal(value, (await DoAsync("GetTopicAttributes", ("TopicArn", topic))).Map[name]);
    }

    [Theory]
    [InlineData("Colour", "red", "AttributeName")]
    [InlineData("FifoTopic", "true", "AttributeName")]
    [InlineData("TracingConfig", "Sometimes", "TracingConfig")]
    [InlineData("SignatureVersion", "3", "SignatureVersion")]
    [InlineData("Policy", "{", "Policy failed to parse")]
    [InlineData(
        "Policy",
        """{"Statement":[{"Effect":"Allow","Principal":"*","Action":"sqs:SendMessage","Resource":"*"}]}""",
        "Policy statement action out of service scope!"
    )]
    [InlineData("DeliveryPolicy", """{"http":{"colour":1}}""", "DeliveryPolicy: Unexpected JSON member: colour")]
    [InlineData(
        "DeliveryPolicy",
        """{"http":{"defaultHealthyRetryPolicy":{"maxDelayTarget":20,"numRetries":3}}}""",
        "DeliveryPolicy: http.defaultHealthyRetryPolicy.minDelayTarget must be specified"
    )]
    [InlineData(
        "DeliveryPolicy",
        """{"http":{"defaultHealthyRetryPolicy":{"minDelayTarget":30,"maxDelayTarget":20,"numRetries":3}}}""",
        "DeliveryPolicy: http.defaultHealthyRetryPolicy.minDelayTarget must be less than or equal to maxDelayTarget"
    )]
    public async Task A_value_that_an_attribute_cannot_have_is_refused(string name, string value, string reason)
    {
        var topic = await TopicAsync("news");
        await RefusedAsync(
            CallAsync("SetTopicAttributes", ("TopicArn", topic), ("AttributeName", name), ("AttributeValue", value)),
            "InvalidParameter",
            $"Invalid parameter: {reason}"
        );
    }

    [Fact]
    public async Task The_delivery_policy_shows_in_the_effective_one()
    {
        var topic = await TopicAsync("news");
        await DoAsync(
            "SetTopicAttributes",
            ("TopicArn", topic),
            ("AttributeName", "DeliveryPolicy"),
            (
                "AttributeValue",
                """{"http":{"defaultHealthyRetryPolicy":{"minDelayTarget":1,"maxDelayTarget":2,"numRetries":7},"disableSubscriptionOverrides":true}}"""
            )
        );
        var effective = JsonNode.Parse((await DoAsync("GetTopicAttributes", ("TopicArn", topic))).Map["EffectiveDeliveryPolicy"])!["http"]!;
        Assert.Equal(
            (1, 2, 7),
            (
                (int)effective["defaultHealthyRetryPolicy"]!["minDelayTarget"]!,
                (int)effective["defaultHealthyRetryPolicy"]!["maxDelayTarget"]!,
                (int)effective["defaultHealthyRetryPolicy"]!["numRetries"]!
            )
        );
        Assert.True((bool)effective["disableSubscriptionOverrides"]!);
    }

    [Fact]
    public async Task An_archive_policy_tells_when_the_archive_begins()
    {
        var topic = await TopicAsync("news.fifo", ("ArchivePolicy", """{"MessageRetentionPeriod":"30"}"""));
        Assert.Equal("2026-01-01T00:00:00.000Z", (await DoAsync("GetTopicAttributes", ("TopicArn", topic))).Map["BeginningArchiveTime"]);
        await RefusedAsync(
            CallAsync(
                "SetTopicAttributes",
                ("TopicArn", topic),
                ("AttributeName", "ArchivePolicy"),
                ("AttributeValue", """{"MessageRetentionPeriod":"366"}""")
            ),
            "InvalidParameter",
            "Invalid parameter: ArchivePolicy"
        );
    }

    [Theory]
    [InlineData("news", "TopicArn Reason: An ARN must have at least 6 elements, not 1")]
    [InlineData("arn:aws:sqs:eu-west-1:123456789012:news", "TopicArn")]
    [InlineData("arn:aws:sns:us-east-1:123456789012:news", "TopicArn")]
    [InlineData("", "TopicArn Reason: no value for required parameter")]
    public async Task An_arn_of_no_topic_here_is_refused(string arn, string reason) =>
        await RefusedAsync(CallAsync("GetTopicAttributes", ("TopicArn", arn)), "InvalidParameter", $"Invalid parameter: {reason}");

    [Fact]
    public async Task A_topic_that_is_not_there_is_not_found() =>
        await RefusedAsync(CallAsync("GetTopicAttributes", ("TopicArn", TopicArn("none"))), "NotFound", "Topic does not exist", 404);

    [Fact]
    public async Task A_deleted_topic_is_gone_with_its_subscriptions_and_can_be_deleted_again()
    {
        var topic = await TopicAsync("news");
        var queue = await QueueAsync("q");
        await SubscribeAsync(topic, "sqs", QueueArn("q"));
        await DoAsync("DeleteTopic", ("TopicArn", topic));
        await DoAsync("DeleteTopic", ("TopicArn", topic));
        Assert.Empty((await DoAsync("ListTopics")).All("TopicArn"));
        Assert.Empty((await DoAsync("ListSubscriptions")).All("SubscriptionArn"));
        Assert.NotNull(queue);
    }

    [Fact]
    public async Task Topics_are_listed_a_hundred_at_a_time()
    {
        for (var i = 0; i < 101; i++)
            await TopicAsync($"t{i:D3}");
        var first = await DoAsync("ListTopics");
        Assert.Equal(100, first.All("TopicArn").Count);
        var second = await DoAsync("ListTopics", ("NextToken", first["NextToken"]!));
        Assert.Equal([TopicArn("t100")], second.All("TopicArn"));
        Assert.Null(second["NextToken"]);
        await RefusedAsync(CallAsync("ListTopics", ("NextToken", "no token")), "InvalidParameter", "Invalid parameter: NextToken");
    }

    [Fact]
    public async Task Accounts_and_regions_have_topics_of_their_own()
    {
        await TopicAsync("news");
        Assert.Empty((await CallAsync("210987654321", Region, "ListTopics", [])).All("TopicArn"));
        Assert.Empty((await CallAsync(Account, "us-east-1", "ListTopics", [])).All("TopicArn"));
    }

    [Fact]
    public async Task Another_accounts_topic_can_be_published_to()
    {
        var queue = await QueueOnAsync(await TopicAsync("news"), "q");
        var published = await CallAsync("210987654321", Region, "Publish", [("TopicArn", TopicArn("news")), ("Message", "hello")]);
        Assert.Equal(published["MessageId"], (string?)(await ReceiveEnvelopeAsync(queue))["MessageId"]);
    }

    [Fact]
    public async Task Tags_come_and_go()
    {
        var topic = await TopicAsync("news");
        await DoAsync(
            "TagResource",
            ("ResourceArn", topic),
            ("Tags.member.1.Key", "a"),
            ("Tags.member.1.Value", "1"),
            ("Tags.member.2.Key", "b"),
            ("Tags.member.2.Value", "2")
        );
        await DoAsync("TagResource", ("ResourceArn", topic), ("Tags.member.1.Key", "a"), ("Tags.member.1.Value", "3"));
        await DoAsync("UntagResource", ("ResourceArn", topic), ("TagKeys.member.1", "b"));
        var tags = await DoAsync("ListTagsForResource", ("ResourceArn", topic));
        Assert.Equal(["a"], tags.All("Key"));
        Assert.Equal(["3"], tags.All("Value"));
    }

    [Fact]
    public async Task Tags_with_the_same_key_and_tags_of_nothing_are_refused()
    {
        var topic = await TopicAsync("news");
        await RefusedAsync(
            CallAsync(
                "TagResource",
                ("ResourceArn", topic),
                ("Tags.member.1.Key", "a"),
                ("Tags.member.1.Value", "1"),
                ("Tags.member.2.Key", "a"),
                ("Tags.member.2.Value", "2")
            ),
            "InvalidParameter",
            "Invalid parameter: Duplicated keys are not allowed."
        );
        await RefusedAsync(
            CallAsync("ListTagsForResource", ("ResourceArn", TopicArn("none"))),
            "ResourceNotFound",
            "Resource does not exist",
            404
        );
    }

    [Fact]
    public async Task A_topic_has_fifty_tags_at_most()
    {
        var topic = await TopicAsync("news");
        (string, string)[] tags =
        [
            .. Enumerable
                .Range(1, 51)
                .SelectMany(i => ((string, string)[])[($"Tags.member.{i}.Key", $"k{i}"), ($"Tags.member.{i}.Value", "v")]),
        ];
        await RefusedAsync(
            CallAsync("TagResource", [("ResourceArn", topic), .. tags]),
            "TagLimitExceeded",
            "Could not complete request: tag quota of per resource exceeded"
        );
    }

    [Fact]
    public async Task A_permission_is_a_statement_of_the_policy()
    {
        var topic = await TopicAsync("news");
        (string, string)[] permission =
        [
            ("TopicArn", topic),
            ("Label", "friends"),
            ("AWSAccountId.member.1", "210987654321"),
            ("ActionName.member.1", "Publish"),
        ];
        await DoAsync("AddPermission", permission);
        await RefusedAsync(CallAsync("AddPermission", permission), "InvalidParameter", "Invalid parameter: Statement already exists");
        var statements = JsonNode.Parse((await DoAsync("GetTopicAttributes", ("TopicArn", topic))).Map["Policy"])!["Statement"]!.AsArray();
        Assert.Equal(
            """{"Sid":"friends","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::210987654321:root"},"Action":"SNS:Publish","Resource":"arn:aws:sns:eu-west-1:123456789012:news"}""",
            statements[1]!.ToJsonString()
        );
        await DoAsync("RemovePermission", ("TopicArn", topic), ("Label", "friends"));
        Assert.Single(JsonNode.Parse((await DoAsync("GetTopicAttributes", ("TopicArn", topic))).Map["Policy"])!["Statement"]!.AsArray());
    }

    [Fact]
    public async Task A_permission_for_what_SNS_does_not_do_is_refused() =>
        await RefusedAsync(
            CallAsync(
                "AddPermission",
                ("TopicArn", await TopicAsync("news")),
                ("Label", "x"),
                ("AWSAccountId.member.1", Account),
                ("ActionName.member.1", "Dance")
            ),
            "InvalidParameter",
            "Invalid parameter: Policy statement action out of service scope!"
        );

    [Fact]
    public async Task A_data_protection_policy_is_kept()
    {
        var topic = await TopicAsync("news");
        const string Policy = """{"Name":"p","Version":"2021-06-01","Statement":[]}""";
        await DoAsync("PutDataProtectionPolicy", ("ResourceArn", topic), ("DataProtectionPolicy", Policy));
        Assert.Equal(Policy, (await DoAsync("GetDataProtectionPolicy", ("ResourceArn", topic)))["DataProtectionPolicy"]);
    }

    [Fact]
    public async Task An_empty_answer_has_its_element_all_the_same()
    {
        var answer = await DoAsync(
            "TagResource",
            ("ResourceArn", await TopicAsync("news")),
            ("Tags.member.1.Key", "a"),
            ("Tags.member.1.Value", "1")
        );
        Assert.NotNull(answer["TagResourceResult"]);
    }
}

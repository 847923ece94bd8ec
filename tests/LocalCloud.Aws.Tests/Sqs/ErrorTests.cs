namespace LocalCloud.Aws.Tests.Sqs;

/// <summary>What each operation answers to what it cannot do, in the words of both protocols.</summary>
public sealed class ErrorTests : SqsWireTest
{
    private const string Sqs2012 = "com.amazonaws.sqs#";
    private const string Coral = "com.amazon.coral.service#";
    private const string Legacy = "AWS.SimpleQueueService.";
    private const string Missing = Coral + "MissingRequiredParameterException";
    private const string Invalid = Coral + "InvalidParameterValueException";
    private const string NoQueue = "The specified queue does not exist.";

    /// <summary>Operation, what follows the queue in JSON and in a form, and status, shape, code and message.</summary>
    public static TheoryData<string, string, string, int, string, string, string> OfAQueue =>
        new()
        {
            { "SendMessage", "", "", 400, Missing, "MissingParameter", "The request must contain the parameter MessageBody." },
            {
                "SendMessage",
                "'MessageBody':''",
                "MessageBody=",
                400,
                Missing,
                "MissingParameter",
                "The request must contain the parameter MessageBody."
            },
            {
                "SendMessage",
                "'MessageBody':'x','DelaySeconds':-1",
                "MessageBody=x&DelaySeconds=-1",
                400,
                Invalid,
                "InvalidParameterValue",
                "Value -1 for parameter DelaySeconds is invalid. Reason: DelaySeconds must be >= 0 and <= 900."
            },
            {
                "SendMessage",
                "'MessageBody':'x','DelaySeconds':901",
                "MessageBody=x&DelaySeconds=901",
                400,
                Invalid,
                "InvalidParameterValue",
                "Value 901 for parameter DelaySeconds is invalid. Reason: DelaySeconds must be >= 0 and <= 900."
            },
            {
                "SendMessage",
                "'MessageBody':'x','MessageDeduplicationId':'d'",
                "MessageBody=x&MessageDeduplicationId=d",
                400,
                Invalid,
                "InvalidParameterValue",
                "Value d for parameter MessageDeduplicationId is invalid. Reason: The request include parameter that is not valid for "
                    + "this queue type."
            },
            {
                "SendMessage",
                "'MessageBody':'x','MessageGroupId':'a b'",
                "MessageBody=x&MessageGroupId=a+b",
                400,
                Invalid,
                "InvalidParameterValue",
                "Value a b for parameter MessageGroupId is invalid. Reason: MessageGroupId can only include alphanumeric and punctuation "
                    + "characters. 1 to 128 in length."
            },
            {
                "SendMessage",
                "'MessageBody':'\\u000b'",
                "MessageBody=%0B",
                400,
                Sqs2012 + "InvalidMessageContents",
                "InvalidMessageContents",
                "Invalid binary character '#xB' was found in the message body, the set of allowed characters is #x9 | #xA | #xD | #x20 "
                    + "to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF"
            },
            {
                "SendMessageBatch",
                "'Entries':[]",
                "",
                400,
                Sqs2012 + "EmptyBatchRequest",
                Legacy + "EmptyBatchRequest",
                "There should be at least one SendMessageBatchRequestEntry in the request."
            },
            {
                "SendMessageBatch",
                "",
                "",
                400,
                Sqs2012 + "EmptyBatchRequest",
                Legacy + "EmptyBatchRequest",
                "There should be at least one SendMessageBatchRequestEntry in the request."
            },
            {
                "SendMessageBatch",
                "'Entries':[{'Id':'a!','MessageBody':'x'}]",
                "SendMessageBatchRequestEntry.1.Id=a!&SendMessageBatchRequestEntry.1.MessageBody=x",
                400,
                Sqs2012 + "InvalidBatchEntryId",
                Legacy + "InvalidBatchEntryId",
                "A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long."
            },
            {
                "SendMessageBatch",
                "'Entries':[{'Id':'a','MessageBody':'x'},{'Id':'a','MessageBody':'y'}]",
                "SendMessageBatchRequestEntry.1.Id=a&SendMessageBatchRequestEntry.1.MessageBody=x"
                    + "&SendMessageBatchRequestEntry.2.Id=a&SendMessageBatchRequestEntry.2.MessageBody=y",
                400,
                Sqs2012 + "BatchEntryIdsNotDistinct",
                Legacy + "BatchEntryIdsNotDistinct",
                "Id a repeated."
            },
            {
                "DeleteMessageBatch",
                "'Entries':[]",
                "",
                400,
                Sqs2012 + "EmptyBatchRequest",
                Legacy + "EmptyBatchRequest",
                "There should be at least one DeleteMessageBatchRequestEntry in the request."
            },
            {
                "ChangeMessageVisibilityBatch",
                "'Entries':[]",
                "",
                400,
                Sqs2012 + "EmptyBatchRequest",
                Legacy + "EmptyBatchRequest",
                "There should be at least one ChangeMessageVisibilityBatchRequestEntry in the request."
            },
            { "DeleteMessage", "", "", 400, Missing, "MissingParameter", "The request must contain the parameter ReceiptHandle." },
            {
                "DeleteMessage",
                "'ReceiptHandle':'abc'",
                "ReceiptHandle=abc",
                400,
                Sqs2012 + "ReceiptHandleIsInvalid",
                "ReceiptHandleIsInvalid",
                "The input receipt handle \"abc\" is not a valid receipt handle."
            },
            {
                "ChangeMessageVisibility",
                "'ReceiptHandle':'abc','VisibilityTimeout':1",
                "ReceiptHandle=abc&VisibilityTimeout=1",
                400,
                Sqs2012 + "ReceiptHandleIsInvalid",
                "ReceiptHandleIsInvalid",
                "The input receipt handle \"abc\" is not a valid receipt handle."
            },
            {
                "ChangeMessageVisibility",
                "'VisibilityTimeout':1",
                "VisibilityTimeout=1",
                400,
                Missing,
                "MissingParameter",
                "The request must contain the parameter ReceiptHandle."
            },
            {
                "ReceiveMessage",
                "'MaxNumberOfMessages':0",
                "MaxNumberOfMessages=0",
                400,
                Invalid,
                "InvalidParameterValue",
                "Value 0 for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1 and 10, if provided."
            },
            {
                "ReceiveMessage",
                "'WaitTimeSeconds':-1",
                "WaitTimeSeconds=-1",
                400,
                Invalid,
                "InvalidParameterValue",
                "Value -1 for parameter WaitTimeSeconds is invalid. Reason: Must be >= 0 and <= 20, if provided."
            },
            {
                "ReceiveMessage",
                "'MessageSystemAttributeNames':['Colour']",
                "MessageSystemAttributeName.1=Colour",
                400,
                Sqs2012 + "InvalidAttributeName",
                "InvalidAttributeName",
                "Unknown Attribute Colour."
            },
            {
                "ReceiveMessage",
                "'AttributeNames':['Colour']",
                "AttributeName.1=Colour",
                400,
                Sqs2012 + "InvalidAttributeName",
                "InvalidAttributeName",
                "Unknown Attribute Colour."
            },
            {
                "GetQueueAttributes",
                "'AttributeNames':['Colour']",
                "AttributeName.1=Colour",
                400,
                Sqs2012 + "InvalidAttributeName",
                "InvalidAttributeName",
                "Unknown Attribute Colour."
            },
            {
                "SetQueueAttributes",
                "'Attributes':{}",
                "",
                400,
                Missing,
                "MissingParameter",
                "The request must contain the parameter Attribute.Name."
            },
            {
                "SetQueueAttributes",
                "'Attributes':{'Colour':'red'}",
                "Attribute.1.Name=Colour&Attribute.1.Value=red",
                400,
                Sqs2012 + "InvalidAttributeName",
                "InvalidAttributeName",
                "Unknown Attribute Colour."
            },
            {
                "SetQueueAttributes",
                "'Attributes':{'QueueArn':'x'}",
                "Attribute.1.Name=QueueArn&Attribute.1.Value=x",
                400,
                Sqs2012 + "InvalidAttributeName",
                "InvalidAttributeName",
                "Unknown Attribute QueueArn."
            },
            {
                "SetQueueAttributes",
                "'Attributes':{'DelaySeconds':'901'}",
                "Attribute.1.Name=DelaySeconds&Attribute.1.Value=901",
                400,
                Sqs2012 + "InvalidAttributeValue",
                "InvalidAttributeValue",
                "Invalid value for the parameter DelaySeconds."
            },
            {
                "SetQueueAttributes",
                "'Attributes':{'FifoQueue':'true'}",
                "Attribute.1.Name=FifoQueue&Attribute.1.Value=true",
                400,
                Sqs2012 + "InvalidAttributeName",
                "InvalidAttributeName",
                "Unknown Attribute FifoQueue."
            },
            {
                "SetQueueAttributes",
                "'Attributes':{'RedrivePolicy':'{}'}",
                "Attribute.1.Name=RedrivePolicy&Attribute.1.Value={}",
                400,
                Invalid,
                "InvalidParameterValue",
                "Value {} for parameter RedrivePolicy is invalid. Reason: Redrive policy does not contain mandatory attribute: "
                    + "maxReceiveCount."
            },
            {
                "AddPermission",
                "'AWSAccountIds':['111122223333'],'Actions':['*']",
                "AWSAccountId.1=111122223333&ActionName.1=*",
                400,
                Missing,
                "MissingParameter",
                "The request must contain the parameter Label."
            },
            {
                "AddPermission",
                "'Label':'a','Actions':['*']",
                "Label=a&ActionName.1=*",
                400,
                Missing,
                "MissingParameter",
                "The request must contain the parameter AWSAccountIds."
            },
            {
                "AddPermission",
                "'Label':'a','AWSAccountIds':['111122223333']",
                "Label=a&AWSAccountId.1=111122223333",
                400,
                Missing,
                "MissingParameter",
                "The request must contain the parameter Actions."
            },
            {
                "AddPermission",
                "'Label':'a','AWSAccountIds':['*'],'Actions':['*']",
                "Label=a&AWSAccountId.1=*&ActionName.1=*",
                400,
                Invalid,
                "InvalidParameterValue",
                "Value [*] for parameter PrincipalId is invalid. Reason: Unable to verify."
            },
            {
                "AddPermission",
                "'Label':'a','AWSAccountIds':['111122223333'],'Actions':['Fly']",
                "Label=a&AWSAccountId.1=111122223333&ActionName.1=Fly",
                400,
                Invalid,
                "InvalidParameterValue",
                "Value SQS:Fly for parameter ActionName is invalid. Reason: Please refer to the appropriate WSDL for a list of valid "
                    + "actions."
            },
            {
                "AddPermission",
                "'Label':'a','AWSAccountIds':['111122223333'],'Actions':['DeleteQueue']",
                "Label=a&AWSAccountId.1=111122223333&ActionName.1=DeleteQueue",
                400,
                Invalid,
                "InvalidParameterValue",
                "Value SQS:DeleteQueue for parameter ActionName is invalid. Reason: Only the queue owner is allowed to invoke this action."
            },
            {
                "RemovePermission",
                "'Label':'a'",
                "Label=a",
                400,
                Invalid,
                "InvalidParameterValue",
                "Value a for parameter Label is invalid. Reason: can't find label on existing policy."
            },
            { "TagQueue", "", "", 400, Missing, "MissingParameter", "The request must contain the parameter Tags." },
            { "UntagQueue", "", "", 400, Missing, "MissingParameter", "The request must contain the parameter TagKeys." },
            {
                "ListDeadLetterSourceQueues",
                "'MaxResults':0",
                "MaxResults=0",
                400,
                Invalid,
                "InvalidParameterValue",
                "Value 0 for parameter MaxResults is invalid. Reason: MaxResults must be an integer between 1 and 1000."
            },
        };

    /// <summary>Of operations that are not about a queue that is there.</summary>
    public static TheoryData<string, string, string, int, string, string, string> OfNoQueue =>
        new()
        {
            { "CreateQueue", "", "", 400, Missing, "MissingParameter", "The request must contain the parameter QueueName." },
            {
                "CreateQueue",
                "'QueueName':''",
                "QueueName=",
                400,
                Invalid,
                "InvalidParameterValue",
                "Value  for parameter QueueName is invalid. Reason: Must specify a queue name."
            },
            {
                "CreateQueue",
                "'QueueName':'a.b'",
                "QueueName=a.b",
                400,
                Invalid,
                "InvalidParameterValue",
                "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length"
            },
            {
                "CreateQueue",
                "'QueueName':'a','Attributes':{'FifoQueue':'true'}",
                "QueueName=a&Attribute.1.Name=FifoQueue&Attribute.1.Value=true",
                400,
                Invalid,
                "InvalidParameterValue",
                "The name of a FIFO queue can only include alphanumeric characters, hyphens, or underscores, must end with .fifo suffix "
                    + "and be 1 to 80 in length."
            },
            {
                "CreateQueue",
                "'QueueName':'a','Attributes':{'FifoQueue':'false'}",
                "QueueName=a&Attribute.1.Name=FifoQueue&Attribute.1.Value=false",
                400,
                Sqs2012 + "InvalidAttributeName",
                "InvalidAttributeName",
                "Unknown Attribute FifoQueue."
            },
            {
                "CreateQueue",
                "'QueueName':'orders','Attributes':{'DelaySeconds':'7'}",
                "QueueName=orders&Attribute.1.Name=DelaySeconds&Attribute.1.Value=7",
                400,
                Sqs2012 + "QueueNameExists",
                "QueueAlreadyExists",
                "A queue already exists with the same name and a different value for attribute DelaySeconds"
            },
            { "GetQueueUrl", "", "", 400, Missing, "MissingParameter", "The request must contain the parameter QueueName." },
            {
                "ListQueues",
                "'MaxResults':1001",
                "MaxResults=1001",
                400,
                Invalid,
                "InvalidParameterValue",
                "Value 1001 for parameter MaxResults is invalid. Reason: MaxResults must be an integer between 1 and 1000."
            },
            {
                "ListQueues",
                "'MaxResults':1,'NextToken':'?'",
                "MaxResults=1&NextToken=?",
                400,
                Invalid,
                "InvalidParameterValue",
                "Value ? for parameter NextToken is invalid. Reason: Invalid or expired next token."
            },
            {
                "SendMessage",
                "'MessageBody':'x'",
                "MessageBody=x",
                400,
                Missing,
                "MissingParameter",
                "The request must contain the parameter QueueUrl."
            },
            {
                "SendMessage",
                "'QueueUrl':'nowhere','MessageBody':'x'",
                "QueueUrl=nowhere&MessageBody=x",
                404,
                Sqs2012 + "InvalidAddress",
                "InvalidAddress",
                "The address nowhere is not valid for this endpoint."
            },
            { "StartMessageMoveTask", "", "", 400, Missing, "MissingParameter", "The request must contain the parameter SourceArn." },
            {
                "StartMessageMoveTask",
                "'SourceArn':'arn:aws:sqs:eu-west-1:123456789012:none'",
                "SourceArn=arn:aws:sqs:eu-west-1:123456789012:none",
                404,
                Sqs2012 + "ResourceNotFoundException",
                "ResourceNotFoundException",
                "The resource that you specified for the SourceArn parameter doesn't exist."
            },
            {
                "StartMessageMoveTask",
                "'SourceArn':'arn:aws:sqs:eu-west-1:123456789012:orders'",
                "SourceArn=arn:aws:sqs:eu-west-1:123456789012:orders",
                400,
                Invalid,
                "InvalidParameterValue",
                "Source queue must be configured as a Dead Letter Queue."
            },
            { "ListMessageMoveTasks", "", "", 400, Missing, "MissingParameter", "The request must contain the parameter SourceArn." },
            { "CancelMessageMoveTask", "", "", 400, Missing, "MissingParameter", "The request must contain the parameter TaskHandle." },
            {
                "CancelMessageMoveTask",
                "'TaskHandle':'x'",
                "TaskHandle=x",
                400,
                Invalid,
                "InvalidParameterValue",
                "Value x for parameter TaskHandle is invalid."
            },
        };

    /// <summary>All operations that are given a queue.</summary>
    public static TheoryData<string> WithQueue =>
        [
            "AddPermission",
            "ChangeMessageVisibility",
            "ChangeMessageVisibilityBatch",
            "DeleteMessage",
            "DeleteMessageBatch",
            "DeleteQueue",
            "GetQueueAttributes",
            "ListDeadLetterSourceQueues",
            "ListQueueTags",
            "PurgeQueue",
            "ReceiveMessage",
            "RemovePermission",
            "SendMessage",
            "SendMessageBatch",
            "SetQueueAttributes",
            "TagQueue",
            "UntagQueue",
        ];

    [Theory]
    [MemberData(nameof(OfAQueue))]
    [MemberData(nameof(OfNoQueue))]
    public async Task In_JSON_the_shape_is_named_and_the_old_code_in_a_header(
        string operation,
        string json,
        string form,
        int status,
        string type,
        string code,
        string message
    )
    {
        await QueueAsync("orders");
        var queue = IsOfAQueue(operation, form) ? $"'QueueUrl':'http://localhost:4566/{Account}/orders'" : "";

        var error = await JsonErrorAsync(
            operation,
            $"{{{string.Join(',', new[] { queue, json }.Where(p => p.Length > 0))}}}".Replace('\'', '"')
        );

        Assert.Equal(new(status, type, code, message), error);
    }

    [Theory]
    [MemberData(nameof(OfAQueue))]
    [MemberData(nameof(OfNoQueue))]
    public async Task In_the_query_protocol_it_is_the_old_code(
        string operation,
        string json,
        string form,
        int status,
        string type,
        string code,
        string message
    )
    {
        Assert.NotNull(json + type);
        await QueueAsync("orders");
        var queue = IsOfAQueue(operation, form) ? $"QueueUrl=http://localhost:4566/{Account}/orders&" : "";

        var error = await QueryErrorAsync(operation, queue + form);

        Assert.Equal(new(status, "Sender", code, message), error);
    }

    [Theory]
    [MemberData(nameof(WithQueue))]
    public async Task A_queue_that_is_not_there_is_the_first_that_is_noticed(string operation)
    {
        const string Url = $"http://localhost:4566/{Account}/none";

        var json = await JsonErrorAsync(operation, $$"""{"QueueUrl":"{{Url}}"}""");
        var query = await QueryErrorAsync(operation, $"QueueUrl={Url}");

        Assert.Equal(new(400, Sqs2012 + "QueueDoesNotExist", Legacy + "NonExistentQueue", NoQueue), json);
        Assert.Equal(new(400, "Sender", Legacy + "NonExistentQueue", "The specified queue does not exist for this wsdl version."), query);
    }

    [Fact]
    public async Task A_batch_of_eleven_is_refused_before_its_entries_are_looked_at()
    {
        await QueueAsync("orders");
        var entries = string.Join(',', Enumerable.Range(0, 11).Select(_ => """{"Id":"same"}"""));

        var error = await JsonErrorAsync(
            "SendMessageBatch",
            $$"""{"QueueUrl":"http://localhost:4566/{{Account}}/orders","Entries":[{{entries}}]}"""
        );

        Assert.Equal(
            new(
                400,
                Sqs2012 + "TooManyEntriesInBatchRequest",
                Legacy + "TooManyEntriesInBatchRequest",
                "Maximum number of entries per request are 10. You have sent 11."
            ),
            error
        );
    }

    [Theory]
    [InlineData("SendMessageBatch", """{"Id":"a","MessageBody":"x"}""", "Failed")]
    [InlineData("DeleteMessageBatch", """{"Id":"a","ReceiptHandle":"x"}""", "Successful")]
    [InlineData("ChangeMessageVisibilityBatch", """{"Id":"a","ReceiptHandle":"x","VisibilityTimeout":1}""", "Successful")]
    public async Task A_list_of_a_batch_that_would_be_empty_is_not_there(string operation, string entry, string absent)
    {
        await QueueAsync("orders");

        using var answer = await JsonAsync(
            operation,
            $$"""{"QueueUrl":"http://localhost:4566/{{Account}}/orders","Entries":[{{entry}}]}"""
        );

        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        Assert.DoesNotContain(absent, text, StringComparison.Ordinal);
    }

    private static bool IsOfAQueue(string operation, string form) =>
        WithQueue.Any(row => row.Data == operation)
        && !form.StartsWith("QueueUrl", StringComparison.Ordinal)
        && !(operation == "SendMessage" && form == "MessageBody=x");
}

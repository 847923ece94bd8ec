using System.Text;

namespace LocalCloud.Aws.Tests.Wire.Fuzz;

/// <summary>Requests written by hand: those that make what others use, and S3's, whose operations have no types of their own.</summary>
internal static class Fixed
{
    public static IReadOnlyList<Sample> Beginning { get; } =
    [
        Json("sqs", "AmazonSQS.CreateQueue", """{"QueueName":"q1"}"""),
        Json("sqs", "AmazonSQS.CreateQueue", """{"QueueName":"q2.fifo","Attributes":{"FifoQueue":"true"}}"""),
        Json(
            "dynamodb",
            "DynamoDB_20120810.CreateTable",
            """{"TableName":"t1","BillingMode":"PAY_PER_REQUEST","AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"}],"KeySchema":[{"AttributeName":"id","KeyType":"HASH"}]}"""
        ),
        Json("events", "AWSEvents.CreateEventBus", """{"Name":"bus1"}"""),
        Json("events", "AWSEvents.PutRule", """{"Name":"r1","EventPattern":"{\"source\":[\"a\"]}"}"""),
        Json("events", "AWSEvents.PutTargets", """{"Rule":"r1","Targets":[{"Id":"1","Arn":"arn:aws:sqs:us-east-1:000000000000:q1"}]}"""),
        Form("sns", "Action=CreateTopic&Version=2010-03-31&Name=t1"),
        Form(
            "sns",
            "Action=Subscribe&Version=2010-03-31&TopicArn=arn%3Aaws%3Asns%3Aus-east-1%3A000000000000%3At1&Protocol=sqs&Endpoint=arn%3Aaws%3Asqs%3Aus-east-1%3A000000000000%3Aq1"
        ),
        OfS3("PUT", "/bucket1"),
        OfS3("PUT", "/bucket1/key", "content"),
    ];

    public static IReadOnlyList<Sample> S3 { get; } =
    [
        OfS3("PUT", "/bucket1"),
        OfS3("HEAD", "/bucket1"),
        OfS3("GET", "/"),
        OfS3("GET", "/bucket1?list-type=2&prefix=k&delimiter=%2F&max-keys=3"),
        OfS3("GET", "/bucket1?versions"),
        OfS3("GET", "/bucket1?uploads"),
        OfS3("GET", "/bucket1?location"),
        OfS3("GET", "/bucket1?acl"),
        OfS3("GET", "/bucket1?tagging"),
        OfS3("PUT", "/bucket1/key", "content"),
        OfS3("GET", "/bucket1/key"),
        OfS3("HEAD", "/bucket1/key"),
        OfS3("DELETE", "/bucket1/other"),
        OfS3("GET", "/bucket1/key", headers: ("Range", "bytes=1-3")),
        OfS3("GET", "/bucket1/key?partNumber=1"),
        OfS3("GET", "/bucket1/key?attributes", headers: ("x-amz-object-attributes", "ETag,ObjectSize")),
        OfS3("PUT", "/bucket1/copy", headers: ("x-amz-copy-source", "/bucket1/key")),
        OfS3("PUT", "/bucket1/key?tagging", "<Tagging><TagSet><Tag><Key>a</Key><Value>b</Value></Tag></TagSet></Tagging>"),
        OfS3("PUT", "/bucket1?tagging", "<Tagging><TagSet><Tag><Key>a</Key><Value>b</Value></Tag></TagSet></Tagging>"),
        OfS3(
            "PUT",
            "/bucket1?cors",
            "<CORSConfiguration><CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod></CORSRule></CORSConfiguration>"
        ),
        OfS3(
            "PUT",
            "/bucket1?encryption",
            "<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256</SSEAlgorithm></ApplyServerSideEncryptionByDefault></Rule></ServerSideEncryptionConfiguration>"
        ),
        OfS3("PUT", "/bucket1?policy", """{"Version":"2012-10-17","Statement":[]}"""),
        OfS3("POST", "/bucket1?delete", "<Delete><Object><Key>a</Key></Object><Quiet>true</Quiet></Delete>"),
        OfS3("POST", "/bucket1/multi?uploads"),
        OfS3("PUT", "/bucket1/multi?partNumber=1&uploadId=x", "part"),
        OfS3(
            "POST",
            "/bucket1/multi?uploadId=x",
            "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>\"a\"</ETag></Part></CompleteMultipartUpload>"
        ),
        OfS3(
            "PUT",
            "/bucket1/chunked",
            "4;chunk-signature=0\r\nabcd\r\n0;chunk-signature=0\r\n\r\n",
            ("x-amz-content-sha256", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD"),
            ("x-amz-decoded-content-length", "4"),
            ("Content-Encoding", "aws-chunked")
        ),
        OfS3(
            "PUT",
            "/bucket1?lifecycle",
            "<LifecycleConfiguration><Rule><ID>a</ID><Status>Enabled</Status><Filter><Prefix>a</Prefix></Filter><Expiration><Days>1</Days></Expiration></Rule></LifecycleConfiguration>"
        ),
        OfS3(
            "PUT",
            "/bucket1?notification",
            "<NotificationConfiguration><QueueConfiguration><Id>a</Id><Queue>arn:aws:sqs:us-east-1:000000000000:q1</Queue><Event>s3:ObjectCreated:*</Event></QueueConfiguration></NotificationConfiguration>"
        ),
        OfS3("PUT", "/bucket1?versioning", "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>"),
        OfS3(
            "PUT",
            "/bucket1?ownershipControls",
            "<OwnershipControls><Rule><ObjectOwnership>ObjectWriter</ObjectOwnership></Rule></OwnershipControls>"
        ),
        OfS3(
            "PUT",
            "/bucket1?publicAccessBlock",
            "<PublicAccessBlockConfiguration><BlockPublicAcls>true</BlockPublicAcls></PublicAccessBlockConfiguration>"
        ),
        OfS3(
            "PUT",
            "/bucket1?policy",
            """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":["arn:aws:iam::111122223333:root"]},"Action":"s3:Get*","Resource":["arn:aws:s3:::bucket1/*"]}]}"""
        ),
        OfS3("GET", "/bucket1?policyStatus"),
        OfS3("GET", "/bucket1/key?versionId=null"),
        OfS3("DELETE", "/bucket1/key?versionId=null", headers: ("If-Match", "*")),
        OfS3(
            "GET",
            "/bucket1/key?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=test/20260101/us-east-1/s3/aws4_request&X-Amz-Date=20260101T000000Z&X-Amz-Expires=60&X-Amz-SignedHeaders=host&X-Amz-Signature=0"
        ),
        OfS3(
            "PUT",
            "/bucket1/multi?partNumber=2&uploadId=x",
            headers: [("x-amz-copy-source", "/bucket1/key"), ("x-amz-copy-source-range", "bytes=0-2")]
        ),
        PostForm("""[{"key":"a"},["starts-with","$key",""],["content-length-range",0,10]]"""),
        PostForm("""[["eq","$key"]]"""),
        PostForm("[[]]"),
        PostForm("""[["content-length-range",0]]"""),
        OfS3("OPTIONS", "/bucket1/key", headers: ("Origin", "http://a")),
    ];

    private static Sample Json(string service, string target, string body) =>
        new(
            target,
            "POST",
            "/",
            [Authorization(service), ("X-Amz-Target", target), ("Content-Type", "application/x-amz-json-1.0")],
            Encoding.UTF8.GetBytes(body)
        );

    private static Sample Form(string service, string form) =>
        new(
            $"{service} {form}",
            "POST",
            "/",
            [Authorization(service), ("Content-Type", "application/x-www-form-urlencoded")],
            Encoding.UTF8.GetBytes(form)
        );

    private static Sample OfS3(string method, string target, string body = "", params (string, string)[] headers) =>
        new($"s3 {method} {target}", method, target, [Authorization("s3"), .. headers], Encoding.UTF8.GetBytes(body));

    private static Sample PostForm(string conditions)
    {
        var policy = Convert.ToBase64String(
            Encoding.UTF8.GetBytes($$"""{"expiration":"2027-01-01T00:00:00Z","conditions":{{conditions}}}""")
        );
        var fields = new (string, string)[]
        {
            ("key", "a"),
            ("x-amz-credential", "test/20260101/us-east-1/s3/aws4_request"),
            ("policy", policy),
            ("tagging", "<Tagging><TagSet/></Tagging>"),
            ("file", "content"),
        };
        var body =
            string.Concat(fields.Select(field => $"--b\r\nContent-Disposition: form-data; name=\"{field.Item1}\"\r\n\r\n{field.Item2}\r\n"))
            + "--b--\r\n";
        return new(
            $"s3 form {conditions}",
            "POST",
            "/bucket1",
            [("Content-Type", "multipart/form-data; boundary=b")],
            Encoding.UTF8.GetBytes(body)
        );
    }

    private static (string, string) Authorization(string service) =>
        ("Authorization", AwsCaller.Authorization(service, "test", "us-east-1"));
}

using System.Net;
using System.Xml;
using System.Xml.Linq;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace LocalCloud.AwsClients.Query;

/// <summary>Parameters without a value are left out.</summary>
internal sealed class QueryRequest(string operation, IEnumerable<(string Name, string? Value)> parameters) : AmazonWebServiceRequest
{
    public string Operation => operation;

    public IEnumerable<(string Name, string? Value)> Parameters => parameters;
}

internal sealed class QueryResponse : AmazonWebServiceResponse
{
    public XElement Root { get; init; } = new("None");
}

internal sealed class QueryMarshaller(string version) : IMarshaller<IRequest, AmazonWebServiceRequest>
{
    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var query = (QueryRequest)input;
        var request = new DefaultRequest(query, query.Operation) { HttpMethod = "POST", ResourcePath = "/" };
        request.Parameters.Add("Action", query.Operation);
        request.Parameters.Add("Version", version);
        foreach (var (name, value) in query.Parameters)
            if (value is not null)
                request.Parameters.Add(name, value);
        return request;
    }
}

internal sealed class QueryUnmarshaller : XmlResponseUnmarshaller
{
    public static readonly QueryUnmarshaller Instance = new();

    public override AmazonWebServiceResponse Unmarshall(XmlUnmarshallerContext context) => new QueryResponse { Root = Load(context) };

    public override AmazonServiceException UnmarshallException(
        XmlUnmarshallerContext context,
        Exception innerException,
        HttpStatusCode statusCode
    )
    {
        XElement? error = null;
        try
        {
            error = Load(context).DescendantsAndSelf("Error").FirstOrDefault();
        }
        catch (XmlException)
        {
            // A proxy's page
        }
        var type = (string?)error?.Element("Type") == "Sender" ? ErrorType.Sender : ErrorType.Receiver;
        return new AmazonServiceException(
            (string?)error?.Element("Message") ?? $"HTTP {(int)statusCode}",
            innerException,
            type,
            (string?)error?.Element("Code") ?? $"{statusCode}",
            (string?)error?.Document?.Root?.Element("RequestId") ?? "",
            statusCode
        );
    }

    private static XElement Load(XmlUnmarshallerContext context)
    {
        var root = XElement.Load(context.Stream);
        foreach (var element in root.DescendantsAndSelf())
            element.Name = element.Name.LocalName;
        return root;
    }
}

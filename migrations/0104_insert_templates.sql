-- What a workspace can begin with. Made by public.create_from_template; a workspace changes its copy as it likes.
insert into public.workspace_templates (position, name, title, description, content) values
  (10, 'real_estate', 'Real estate', 'Properties, owners, viewings and requests, linked, with the properties that fit each request.', $template$
{
  "lists": [
    {
      "ref": "owners",
      "name": "Owners",
      "description": "The people and companies whose properties we sell.",
      "icon": "users",
      "color": "#12b886",
      "columns": [
        {"key": "name", "name": "Name", "type": "text", "is_required": true},
        {
          "key": "kind",
          "name": "Kind",
          "type": "select",
          "config": {
            "options": [
              {"id": "private", "label": "Private", "color": "#4c6ef5"},
              {"id": "company", "label": "Company", "color": "#12b886"},
              {"id": "estate", "label": "Estate", "color": "#f59f00"}
            ]
          },
          "default_value": "private"
        },
        {"key": "email", "name": "Email", "type": "email"},
        {"key": "phone", "name": "Phone", "type": "phone"},
        {
          "key": "prefers",
          "name": "Prefers",
          "type": "select",
          "config": {
            "options": [
              {"id": "email", "label": "Email", "color": "#4c6ef5"},
              {"id": "phone", "label": "Phone", "color": "#12b886"},
              {"id": "text_message", "label": "Text message", "color": "#f59f00"}
            ]
          }
        },
        {"key": "client_since", "name": "Client since", "type": "date"},
        {"key": "newsletter", "name": "Newsletter", "type": "boolean", "default_value": false},
        {"key": "notes", "name": "Notes", "type": "long_text"}
      ],
      "views": []
    },
    {
      "ref": "properties",
      "name": "Properties",
      "description": "Everything we have listed, sold or are about to list.",
      "icon": "home",
      "color": "#4c6ef5",
      "columns": [
        {
          "key": "name",
          "name": "Property",
          "type": "text",
          "is_required": true,
          "description": "What the office calls it: street and number, as a rule"
        },
        {
          "key": "status",
          "name": "Status",
          "type": "select",
          "config": {
            "options": [
              {"id": "coming_soon", "label": "Coming soon", "color": "#4c6ef5"},
              {"id": "active", "label": "Active", "color": "#12b886"},
              {"id": "under_offer", "label": "Under offer", "color": "#f59f00"},
              {"id": "sold", "label": "Sold", "color": "#e64980"},
              {"id": "withdrawn", "label": "Withdrawn", "color": "#7950f2"}
            ]
          },
          "default_value": "coming_soon"
        },
        {
          "key": "type",
          "name": "Type",
          "type": "select",
          "config": {
            "options": [
              {"id": "house", "label": "House", "color": "#4c6ef5"},
              {"id": "condo", "label": "Condo", "color": "#12b886"},
              {"id": "townhouse", "label": "Townhouse", "color": "#f59f00"},
              {"id": "loft", "label": "Loft", "color": "#e64980"},
              {"id": "office", "label": "Office", "color": "#7950f2"},
              {"id": "land", "label": "Land", "color": "#15aabf"}
            ]
          }
        },
        {"key": "price", "name": "Price", "type": "currency", "config": {"currency": "$currency", "min": 0}},
        {"key": "area", "name": "Area", "type": "number", "config": {"min": 0}, "description": "In the unit of your office, the same for all"},
        {"key": "rooms", "name": "Rooms", "type": "number", "config": {"min": 0, "max": 200}},
        {"key": "bathrooms", "name": "Bathrooms", "type": "number", "config": {"min": 0, "max": 200}},
        {"key": "district", "name": "District", "type": "text", "description": "What requests name as a place"},
        {"key": "address", "name": "Address", "type": "address"},
        {"key": "location", "name": "Location", "type": "geo_point"},
        {"key": "year_built", "name": "Year built", "type": "integer", "config": {"min": 1000, "max": 2200}},
        {"key": "listed", "name": "Listed", "type": "date"},
        {
          "key": "features",
          "name": "Features",
          "type": "multi_select",
          "config": {
            "options": [
              {"id": "garden", "label": "Garden", "color": "#4c6ef5"},
              {"id": "garage", "label": "Garage", "color": "#12b886"},
              {"id": "balcony", "label": "Balcony", "color": "#f59f00"},
              {"id": "fireplace", "label": "Fireplace", "color": "#e64980"},
              {"id": "pool", "label": "Pool", "color": "#7950f2"},
              {"id": "water_view", "label": "Water view", "color": "#15aabf"},
              {"id": "elevator", "label": "Elevator", "color": "#868e96"},
              {"id": "solar", "label": "Solar", "color": "#fa5252"}
            ]
          }
        },
        {"key": "furnished", "name": "Furnished", "type": "boolean"},
        {"key": "agent", "name": "Agent", "type": "user"},
        {"key": "listing", "name": "Listing", "type": "url"},
        {"key": "notes", "name": "Notes", "type": "long_text"},
        {
          "key": "owner",
          "name": "Owner",
          "type": "relation",
          "config": {
            "target_list_id": "ref:owners",
            "cardinality": "many_to_one",
            "on_delete": "unlink",
            "inverse": {"name": "Properties", "key": "properties"}
          }
        }
      ],
      "views": [
        {
          "name": "On the market",
          "kind": "grid",
          "query": {
            "filter": {"column": "status", "operator": "any_of", "value": ["active", "under_offer"]},
            "sort": [{"column": "listed", "direction": "desc"}]
          }
        },
        {
          "name": "By status",
          "kind": "kanban",
          "settings": {"group_column": "status", "columns": [{"column": "price"}, {"column": "area"}, {"column": "rooms"}, {"column": "district"}]}
        }
      ]
    },
    {
      "ref": "requests",
      "name": "Requests",
      "description": "Who looks for what. Open a request to see the properties that fit.",
      "icon": "search",
      "color": "#7950f2",
      "columns": [
        {"key": "buyer", "name": "Buyer", "type": "text", "is_required": true},
        {
          "key": "status",
          "name": "Status",
          "type": "select",
          "config": {
            "options": [
              {"id": "active", "label": "Active", "color": "#4c6ef5"},
              {"id": "paused", "label": "Paused", "color": "#12b886"},
              {"id": "found", "label": "Found", "color": "#f59f00"},
              {"id": "closed", "label": "Closed", "color": "#e64980"}
            ]
          },
          "default_value": "active"
        },
        {"key": "budget", "name": "Budget", "type": "number_range", "config": {"min": 0}},
        {"key": "area", "name": "Area", "type": "number_range", "config": {"min": 0}},
        {"key": "rooms", "name": "Rooms", "type": "number_range", "config": {"min": 0}},
        {"key": "places", "name": "Places", "type": "text", "description": "Districts, separated by commas"},
        {
          "key": "types",
          "name": "Types",
          "type": "multi_select",
          "config": {
            "options": [
              {"id": "house", "label": "House", "color": "#4c6ef5"},
              {"id": "condo", "label": "Condo", "color": "#12b886"},
              {"id": "townhouse", "label": "Townhouse", "color": "#f59f00"},
              {"id": "loft", "label": "Loft", "color": "#e64980"},
              {"id": "office", "label": "Office", "color": "#7950f2"},
              {"id": "land", "label": "Land", "color": "#15aabf"}
            ]
          }
        },
        {
          "key": "wishes",
          "name": "Wishes",
          "type": "multi_select",
          "config": {
            "options": [
              {"id": "garden", "label": "Garden", "color": "#4c6ef5"},
              {"id": "garage", "label": "Garage", "color": "#12b886"},
              {"id": "balcony", "label": "Balcony", "color": "#f59f00"},
              {"id": "fireplace", "label": "Fireplace", "color": "#e64980"},
              {"id": "pool", "label": "Pool", "color": "#7950f2"},
              {"id": "water_view", "label": "Water view", "color": "#15aabf"},
              {"id": "elevator", "label": "Elevator", "color": "#868e96"},
              {"id": "solar", "label": "Solar", "color": "#fa5252"}
            ]
          },
          "description": "Good to have: a property without them fits a little less"
        },
        {"key": "email", "name": "Email", "type": "email"},
        {"key": "phone", "name": "Phone", "type": "phone"},
        {"key": "move_in_by", "name": "Move in by", "type": "date"},
        {"key": "priority", "name": "Priority", "type": "rating"},
        {"key": "agent", "name": "Agent", "type": "user"},
        {"key": "notes", "name": "Notes", "type": "long_text"}
      ],
      "views": [
        {
          "name": "Open requests",
          "kind": "grid",
          "query": {"filter": {"column": "status", "operator": "equals", "value": "active"}, "sort": [{"column": "priority", "direction": "desc"}]}
        },
        {
          "name": "By status",
          "kind": "kanban",
          "settings": {"group_column": "status", "columns": [{"column": "budget"}, {"column": "rooms"}, {"column": "places"}]}
        }
      ]
    },
    {
      "ref": "viewings",
      "name": "Viewings",
      "description": "Who saw what, when, and what they said.",
      "icon": "calendar",
      "color": "#f59f00",
      "columns": [
        {"key": "buyer", "name": "Buyer", "type": "text", "is_required": true},
        {"key": "when", "name": "When", "type": "datetime"},
        {
          "key": "status",
          "name": "Status",
          "type": "select",
          "config": {
            "options": [
              {"id": "scheduled", "label": "Scheduled", "color": "#4c6ef5"},
              {"id": "done", "label": "Done", "color": "#12b886"},
              {"id": "cancelled", "label": "Cancelled", "color": "#f59f00"},
              {"id": "no_show", "label": "No-show", "color": "#e64980"}
            ]
          },
          "default_value": "scheduled"
        },
        {"key": "agent", "name": "Agent", "type": "user"},
        {"key": "phone", "name": "Phone", "type": "phone"},
        {"key": "interest", "name": "Interest", "type": "rating", "description": "1 none to 5 will make an offer"},
        {"key": "feedback", "name": "Feedback", "type": "long_text"},
        {
          "key": "property",
          "name": "Property",
          "type": "relation",
          "config": {
            "target_list_id": "ref:properties",
            "cardinality": "many_to_one",
            "on_delete": "unlink",
            "inverse": {"name": "Viewings", "key": "viewings"}
          }
        },
        {
          "key": "request",
          "name": "Request",
          "type": "relation",
          "config": {"target_list_id": "ref:requests", "cardinality": "many_to_one", "on_delete": "unlink", "inverse": {"name": "Viewings", "key": "viewings"}}
        }
      ],
      "views": [
        {"name": "Calendar", "kind": "calendar", "settings": {"start_column": "when", "color_column": "status", "scale": "week"}},
        {
          "name": "Coming up",
          "kind": "grid",
          "query": {"filter": {"column": "status", "operator": "equals", "value": "scheduled"}, "sort": [{"column": "when"}]}
        }
      ]
    }
  ],
  "matchings": [
    {
      "name": "Properties for requests",
      "offer_list_id": "ref:properties",
      "request_list_id": "ref:requests",
      "offer_filter": {"column": "status", "operator": "any_of", "value": ["active", "coming_soon"]},
      "request_filter": {"column": "status", "operator": "equals", "value": "active"},
      "criteria": [
        {"name": "Price", "kind": "range", "offer": "price", "request": "budget", "weight": 3, "tolerance": 0.1},
        {"name": "Area", "kind": "range", "offer": "area", "request": "area", "weight": 2, "tolerance": 0.15},
        {"name": "Rooms", "kind": "range", "offer": "rooms", "request": "rooms", "weight": 2, "tolerance": 0.25},
        {"name": "Place", "kind": "one_of", "offer": "district", "request": "places", "weight": 3},
        {"name": "Type", "kind": "one_of", "offer": "type", "request": "types", "weight": 2},
        {"name": "Wishes", "kind": "all_of", "offer": "features", "request": "wishes", "weight": 1, "is_required": false}
      ]
    }
  ]
}
$template$);

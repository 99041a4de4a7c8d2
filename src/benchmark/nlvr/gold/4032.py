def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    shortest_tower = min(image_patch.find('tower'), key=lambda tower: tower.height)
    return bool_to_yesno(len(shortest_tower.find('block')) == 1)
